package org.opendatagov.orchestrator.trigger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.Header;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.report.Reports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Onboards what lies in the inbox, once by content, and writes each report when its run has ended. A file stays where it is. Nothing is kept
 * but the runs and the reports: after a restart every file is given again, finds its run by its content, and gets a report where it has none.
 */
@Component("inboxTrigger")
class InboxTrigger {
    private static final Logger LOG = LoggerFactory.getLogger(InboxTrigger.class);
    /** Files looked at in one turn; the others have theirs in the next. */
    private static final int AT_ONCE = 100;

    private final OncePerContent once;
    private final Runs runs;
    private final Datasets datasets;
    private final Reports reports;
    private final ReportFiles files;
    private final Path inbox;
    private final Queue<Drop> open = new ConcurrentLinkedQueue<>();

    InboxTrigger(
            OncePerContent once,
            Runs runs,
            Datasets datasets,
            Reports reports,
            ReportFiles files,
            @Value("${orchestrator.inbox:inbox}") Path inbox) {
        this.once = once;
        this.runs = runs;
        this.datasets = datasets;
        this.reports = reports;
        this.files = files;
        this.inbox = inbox;
    }

    /** Called by the route {@code trigger-inbox} for each new or changed file. */
    public void take(@Header("CamelFileNameOnly") String name, @Header("CamelFileLastModified") long modified) {
        if (DataNames.isData(name)) {
            follow(Drop.of(name, Instant.ofEpochMilli(modified)));
        }
    }

    /** Called by the route {@code trigger-inbox-reports} again and again. */
    public void look() {
        for (int turns = Math.min(open.size(), AT_ONCE); turns > 0; turns--) {
            Optional.ofNullable(open.poll()).ifPresent(this::follow);
        }
    }

    /** A step further; back to the queue where there is more to do. */
    private void follow(Drop drop) {
        Drop next = drop;
        try {
            if (next.run().isEmpty()) {
                next = next.with(submit(drop));
            }
            if (!reported(next)) {
                open.add(next);
            }
        } catch (RuntimeException e) {
            trouble(next, e);
        }
    }

    private UUID submit(Drop drop) {
        String location = inbox.resolve(drop.name()).toString();
        Dataset dataset = datasets.open(location, Map.of());
        UUID run = once.run("inbox:" + dataset.fingerprint(), drop.modified(), () -> location);
        files.accept(drop.name());
        return run;
    }

    private boolean reported(Drop drop) {
        UUID run = drop.run().orElseThrow();
        if (files.exists(drop.name(), run)) {
            return true;
        }
        RunView view = runs.await(run, Duration.ZERO);
        if (view.status().ended()) {
            reports.report(run)
                    .ifPresent(report -> LOG.info("Report of {}: {}", drop.name(), files.write(report, drop.name())));
        }
        return view.status().ended();
    }

    /** What cannot be helped by another attempt is refused; else the next look tries again. */
    private void trouble(Drop drop, RuntimeException e) {
        String text = e instanceof OrchestratorException known
                ? known.text()
                : e.getClass().getSimpleName();
        if (!drop.trouble().equals(text)) {
            LOG.warn("{} is not onboarded yet: {}", drop.name(), text);
        }
        boolean hopeless =
                e instanceof OrchestratorException known && !known.code().retryable();
        if (!hopeless) {
            open.add(drop.with(text));
        } else if (Files.exists(inbox.resolve(drop.name()))) {
            files.refuse(drop.name(), text);
        }
    }
}
