package org.opendatagov.orchestrator.trigger;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.report.Reports;
import org.opendatagov.orchestrator.report.RunReport;

/** Reports that say which run they are of. */
record FakeReports(Runs runs) implements Reports {
    @Override
    public Optional<RunReport> report(UUID runId) {
        return runs.find(runId)
                .map(run -> new RunReport(
                        run.id(),
                        run.workflow(),
                        run.version(),
                        "test",
                        run.status().text(),
                        false,
                        "",
                        run.inputs(),
                        run.createdAt(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    @Override
    public String json(RunReport report) {
        return "json of " + report.runId();
    }

    @Override
    public String markdown(RunReport report) {
        return "markdown of " + report.runId();
    }

    @Override
    public String html(RunReport report) {
        return "page of " + report.runId();
    }
}
