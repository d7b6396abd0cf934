package org.opendatagov.orchestrator.workflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/** The problems found so far. So many are told that a person can go on, not so many that the answer floods. */
final class Problems {
    static final int MOST = 1_000;
    /** A suggestion compares a word with all that are known: only so many are looked for. */
    private static final int SUGGESTIONS = 50;

    private final List<Problem> found = new ArrayList<>();
    private int more;
    private int suggestions;

    void add(Problem problem) {
        if (found.size() < MOST) {
            found.add(problem);
        } else {
            more++;
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Problem> list() {
        List<Problem> all = new ArrayList<>(found);
        if (more > 0) {
            Problem last = found.getLast();
            all.add(new Problem(last.code(), "", more + " more problems are not shown; correct these first."));
        }
        return List.copyOf(all);
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, list());
        }
    }

    /** A sentence with the known word that is nearest, or nothing. */
    String nearest(String word, Collection<String> known) {
        if (suggestions++ >= SUGGESTIONS) {
            return "";
        }
        Optional<String> nearest = Spelling.nearest(word, known);
        return nearest.map(near -> " Did you mean '" + near + "'?").orElse("");
    }
}
