package org.opendatagov.orchestrator.trigger;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.engine.RunRequest;
import org.opendatagov.orchestrator.engine.RunState;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.report.Reports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Onboards what lies in the inbox, once by content: the run's idempotency key is the content's fingerprint. Content whose run failed is
 * taken again when the file is dropped anew (its time of change is part of the second key). A file stays where it is.
 */
@Component("inboxTrigger")
class InboxTrigger {
    private static final Logger LOG = LoggerFactory.getLogger(InboxTrigger.class);
    private static final String WORKFLOW = "onboard_dataset";
    /** A run that takes longer gets its report at the next look. */
    private static final Duration WAIT = Duration.ofSeconds(50);

    private final Runs runs;
    private final Datasets datasets;
    private final Reports reports;
    private final ReportFiles files;
    private final Path inbox;

    InboxTrigger(
            Runs runs,
            Datasets datasets,
            Reports reports,
            ReportFiles files,
            @Value("${orchestrator.inbox:inbox}") Path inbox) {
        this.runs = runs;
        this.datasets = datasets;
        this.reports = reports;
        this.files = files;
        this.inbox = inbox;
    }

    /** Called by the route {@code trigger-inbox} for each file, at each look. */
    public void onboard(
            @org.apache.camel.Header("CamelFileNameOnly") String name,
            @org.apache.camel.Header("CamelFileLastModified") long modified) {
        String location = inbox.resolve(name).toString();
        try {
            UUID run = submit(location, modified);
            if (!files.exists(name, run.toString())) {
                RunView ended = runs.await(run, WAIT);
                if (ended.status().ended()) {
                    reports.report(run)
                            .ifPresent(report -> LOG.info("Report of {}: {}", name, files.write(report, name)));
                }
            }
        } catch (OrchestratorException e) {
            if (!e.code().retryable()) {
                files.refuse(name, e.text());
            }
            LOG.warn("{} was not onboarded: {}", name, e.text());
        }
    }

    private UUID submit(String location, long modified) {
        Dataset dataset = datasets.open(location, Map.of());
        String key = "inbox:" + dataset.fingerprint();
        UUID first = submitWith(location, key);
        boolean failed = runs.find(first)
                .filter(run -> run.status() == RunState.FAILED)
                .filter(run -> run.createdAt().toEpochMilli() < modified)
                .isPresent();
        return failed ? submitWith(location, key + ":" + modified) : first;
    }

    /** The same content under another name is the same run. */
    private UUID submitWith(String location, String key) {
        RunRequest request = new RunRequest(WORKFLOW, Map.of("file_path", location), Optional.of(key));
        try {
            return runs.submit(request).runId();
        } catch (OrchestratorException e) {
            if (e.code() == ErrorCode.CONFLICT) {
                return runs.findByIdempotencyKey(key).map(RunView::id).orElseThrow(() -> e);
            }
            throw e;
        }
    }
}
