package org.opendatagov.orchestrator.knowledge;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.opendatagov.orchestrator.knowledge.DocumentFiles.Seen;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Looks for files below the folder of documents that are gone, whether they went while a service ran or between two of them, and retires their
 * documents; a file that is back is taken again. A file counts as gone once it was missing for as long as a file must settle: programs that save a
 * file may delete it first. A folder that is missing as a whole is a disk that is not there: its documents stay.
 */
@Component("knowledgeWatch")
class FolderWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

    private final KnowledgeFolder taken;
    private final KnowledgeDocuments documents;
    private final DocumentFiles files;
    private final Path folder;
    private final Duration settleTime;
    private final Clock clock;
    private final UUID holder = UUID.randomUUID();
    private final Map<String, Instant> missing = new HashMap<>();
    private List<String> held = List.of();
    private Instant heldAt = Instant.EPOCH;
    private boolean told;

    FolderWatch(
            KnowledgeFolder taken,
            KnowledgeDocuments documents,
            DocumentFiles files,
            KnowledgeSettings settings,
            @Value("${orchestrator.triggers.settle-time:2000}") long settleTime,
            Clock clock) {
        this.taken = taken;
        this.documents = documents;
        this.files = files;
        this.folder = Path.of(settings.folder());
        this.settleTime = Duration.ofMillis(settleTime);
        this.clock = clock;
    }

    /** Called by the route {@code trigger-knowledge-gone} again and again. */
    public synchronized void look() {
        List<Seen> seen = files.seen();
        if (!Files.isDirectory(folder)) {
            tell(seen.stream().anyMatch(file -> !file.gone()));
            return;
        }
        told = false;
        List<String> there = new ArrayList<>();
        for (Seen file : seen) {
            if (Files.notExists(folder.resolve(file.path()))) {
                miss(file);
            } else {
                there.add(file.path());
                find(file);
            }
        }
        hold(there);
        taken.again().forEach(taken::take);
    }

    private void tell(boolean held) {
        if (held && !told) {
            LOG.warn("The folder of documents (orchestrator.knowledge.folder) is not there; its documents stay");
            told = true;
        }
    }

    private void find(Seen file) {
        missing.remove(file.path());
        if (file.gone()) {
            taken.take(file.path());
        }
    }

    private void miss(Seen file) {
        Instant now = clock.instant();
        Instant since = missing.computeIfAbsent(file.path(), path -> now);
        boolean over = !now.isBefore(since.plus(settleTime));
        if (!file.gone() && over && files.gone(holder, file.path())) {
            missing.remove(file.path());
            LOG.info("{} is gone; its document is not found any more, its versions stay readable", file.path());
            documents.changed();
        }
    }

    private void hold(List<String> there) {
        boolean due = clock.instant().isAfter(heldAt.plus(DocumentFiles.HELD.dividedBy(3)));
        if (!there.equals(held) || (due && !there.isEmpty())) {
            files.hold(holder, there);
            held = there;
            heldAt = clock.instant();
        }
    }

    /** What this service saw is nobody's hindrance any more; where the store is away, it ends by itself. */
    @Override
    public synchronized void close() {
        try {
            if (!held.isEmpty()) {
                files.hold(holder, List.of());
            }
        } catch (OrchestratorException e) {
            LOG.debug("The store is away", e);
        }
    }
}
