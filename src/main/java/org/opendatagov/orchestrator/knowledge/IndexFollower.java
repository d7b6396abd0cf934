package org.opendatagov.orchestrator.knowledge;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.opendatagov.orchestrator.knowledge.DocumentStore.Change;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Brings the index to what the store holds, whichever replica changed it, and however long the index was away: what failed is compared as a
 * whole the next time. Nothing is read before knowledge is used.
 */
@Component
class IndexFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFollower.class);

    private final DocumentStore store;
    private final PassageIndex index;
    private final KnowledgeSettings settings;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("knowledge-index").daemon().factory());
    private long position;
    private volatile boolean compared;
    private boolean started;
    private volatile String trouble = "";

    IndexFollower(DocumentStore store, PassageIndex index, KnowledgeSettings settings) {
        this.store = store;
        this.index = index;
        this.settings = settings;
    }

    /** Documents may wait for an index that was away when the service ended. */
    @EventListener(ApplicationReadyEvent.class)
    public void ready() {
        if (index.lasting()) {
            start();
        }
    }

    /** Why the index is not what the store is; empty where it is. */
    String trouble() {
        return trouble;
    }

    /** Something that the index answered shows that it is not what it was. */
    void doubt(String why) {
        compared = false;
        trouble = why;
    }

    /** Follows now; the first time also begins to follow what other replicas change. A failure is kept as the trouble and tried again. */
    synchronized void follow() {
        start();
        try {
            if (compared) {
                index.check();
                store.changes(position).forEach(this::apply);
            } else {
                compare(store.changes(0));
                compared = true;
            }
            told("");
        } catch (RuntimeException | Error e) {
            compared = false;
            told(
                    e instanceof OrchestratorException known
                            ? known.text()
                            : e.getClass().getSimpleName());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private synchronized void start() {
        if (!started) {
            started = true;
            long period = settings.poll().toMillis();
            timer.scheduleWithFixedDelay(this::follow, 0, period, TimeUnit.MILLISECONDS);
        }
    }

    private void told(String now) {
        if (!now.isEmpty() && trouble.isEmpty()) {
            LOG.warn("Documents cannot be indexed for now, which is tried again; experts go on without them: {}", now);
        } else if (now.isEmpty() && !trouble.isEmpty()) {
            LOG.info("Documents are indexed again");
        }
        trouble = now;
    }

    private void compare(List<Change> all) {
        Map<String, Integer> held = index.held();
        Map<String, Integer> wanted = all.stream()
                .filter(change -> change.version() > 0)
                .collect(Collectors.toMap(Change::id, Change::version));
        held.keySet().stream().filter(id -> !wanted.containsKey(id)).forEach(index::remove);
        wanted.forEach((id, version) -> {
            if (!version.equals(held.get(id))) {
                store.entry(id, version).ifPresent(index::put);
            }
        });
        position = all.isEmpty() ? 0 : all.getLast().change();
    }

    private void apply(Change change) {
        if (change.version() == 0) {
            index.remove(change.id());
        } else {
            store.entry(change.id(), change.version()).ifPresent(index::put);
        }
        position = change.change();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
