package org.opendatagov.orchestrator.openlineage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/** Hands the events of a file to the intake, and keeps what becomes of them. */
final class FileEvents implements EventFile.Events {
    /** Of a file in which all is wrong the first suffice. */
    private static final int MOST = 1_000;

    private final Intake intake;
    private final List<String> problems = new ArrayList<>();
    private int kept;
    private int duplicates;
    private int wrong;

    FileEvents(Intake intake) {
        this.intake = intake;
    }

    /** @throws OrchestratorException where the store is away: what follows is to be read again later */
    @Override
    public void event(int line, @Nullable Object event) {
        try {
            EventBatch batch = intake.take(event);
            kept += batch.kept();
            duplicates += batch.duplicates();
            wrong += batch.received() - batch.kept() - batch.duplicates();
            batch.problems().forEach(problem -> add(line, place(problem)));
        } catch (OrchestratorException e) {
            if (e.code().retryable()) {
                throw e;
            }
            unreadable(line, e.text());
        }
    }

    @Override
    public void unreadable(int line, String why) {
        wrong++;
        add(line, why);
    }

    private static String place(Problem problem) {
        return problem.path().isEmpty() ? problem.message() : problem.path() + ": " + problem.message();
    }

    private void add(int line, String text) {
        if (problems.size() < MOST) {
            problems.add("line %d: %s".formatted(line, text));
        }
    }

    List<String> problems() {
        return problems;
    }

    String counts() {
        return "%d kept, %d known before, %d wrong".formatted(kept, duplicates, wrong);
    }
}
