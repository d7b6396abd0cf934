package org.opendatagov.orchestrator.report;

import java.util.Optional;
import java.util.UUID;
import org.opendatagov.orchestrator.engine.Runs;
import org.springframework.stereotype.Component;

/** Reports of the runs of this service. */
@Component
class StandardReports implements Reports {
    private final Runs runs;

    StandardReports(Runs runs) {
        this.runs = runs;
    }

    @Override
    public Optional<RunReport> report(UUID runId) {
        return runs.record(runId).map(record -> new ReportBuilder(record).build());
    }

    @Override
    public Optional<RunComparison> compare(UUID first, UUID second) {
        return runs.record(first)
                .flatMap(one -> runs.record(second).map(other -> new ComparisonBuilder(one, other).build()));
    }

    @Override
    public String json(RunComparison comparison) {
        return JsonReport.of(comparison);
    }

    @Override
    public String markdown(RunComparison comparison) {
        return MarkdownReport.of(comparison);
    }

    @Override
    public String json(RunReport report) {
        return JsonReport.of(report);
    }

    @Override
    public String markdown(RunReport report) {
        return MarkdownReport.of(report);
    }

    @Override
    public Optional<String> csv(RunReport report) {
        return report.audit().map(CsvReport::of);
    }

    @Override
    public String html(RunReport report) {
        return HtmlReport.of(report);
    }
}
