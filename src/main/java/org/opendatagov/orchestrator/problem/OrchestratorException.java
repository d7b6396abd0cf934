package org.opendatagov.orchestrator.problem;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The one exception: a code, and every problem found, each with its place. */
public final class OrchestratorException extends RuntimeException {
    private final ErrorCode code;
    private final transient List<Problem> problems;

    public OrchestratorException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public OrchestratorException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.problems = List.of(new Problem(code.text(), "", message));
    }

    /** Several problems at once; the message joins theirs. */
    public OrchestratorException(ErrorCode code, List<Problem> problems) {
        super(problems.stream().map(Problem::message).collect(Collectors.joining(" ")));
        this.code = code;
        this.problems = List.copyOf(problems);
    }

    public ErrorCode code() {
        return code;
    }

    public List<Problem> problems() {
        return problems;
    }

    /** All problems as one, for where one alone is kept: with all their messages, and the place of the first. */
    public Problem problem() {
        Problem first = problems.getFirst();
        return problems.size() == 1 ? first : new Problem(first.code(), first.path(), text());
    }

    /** The message, never null. */
    public String text() {
        String message = getMessage();
        return message == null ? code.text() : message;
    }
}
