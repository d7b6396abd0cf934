package org.opendatagov.orchestrator.adapter.postgres;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells a person why the second service in one data directory does not start, and what to do. */
final class DataDirectoryInUseAnalyzer extends AbstractFailureAnalyzer<DataDirectoryInUseException> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, DataDirectoryInUseException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Stop the other service, or start this one with another folder: --orchestrator.data-dir=<folder>.",
                cause);
    }
}
