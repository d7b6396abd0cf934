package org.opendatagov.orchestrator.dataset;

import java.util.Set;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** For work over many datasets, of which some may lie where nobody reads: what fails for one alone must not fail all. */
public final class ReadFailures {
    private static final Set<ErrorCode> OF_ONE = Set.of(
            ErrorCode.FORBIDDEN_LOCATION,
            ErrorCode.DATASET_NOT_FOUND,
            ErrorCode.UNREADABLE_DATASET,
            ErrorCode.LIMIT_REACHED,
            ErrorCode.NOT_FOUND);

    private ReadFailures() {}

    /** Whether a failure says that this dataset cannot be read, and nothing of the next one; a caller that is to stop is told otherwise. */
    public static boolean ofDatasetAlone(OrchestratorException failure) {
        boolean away = failure.code() == ErrorCode.UNAVAILABLE
                && !Thread.currentThread().isInterrupted();
        return away || OF_ONE.contains(failure.code());
    }
}
