package org.opendatagov.orchestrator.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Looks at the route files every second and puts what changed into force. A file is taken when two looks find the same in it, so that
 * one that is being written is not read half; one that is rejected is tried again at each look, for what it lacked may come.
 */
@Component
class RouteReload implements RouteStates, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RouteReload.class);
    private static final long PERIOD_SECONDS = 1;

    private final RouteFiles files;
    private final List<ReloadedFolder> folders;
    private final CamelContext camel;
    private final boolean enabled;
    private final Map<String, Held> held = new ConcurrentSkipListMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("route-reload").daemon().factory());
    private Map<String, RouteFile> seen = Map.of();

    /** @param text of the file that was last put into force or rejected */
    private record Held(String text, List<String> ids, List<Problem> problems) {
        List<RouteStatus> show(String file) {
            RouteStatus.State state = problems.isEmpty() ? RouteStatus.State.RUNNING : RouteStatus.State.REJECTED;
            return (ids.isEmpty() ? List.of("") : ids)
                    .stream()
                            .sorted()
                            .map(id -> new RouteStatus(file, id, state, problems))
                            .toList();
        }
    }

    RouteReload(
            RouteFiles files,
            List<ReloadedFolder> folders,
            CamelContext camel,
            @Value("${orchestrator.routes-reload:true}") boolean enabled) {
        this.files = files;
        this.folders = List.copyOf(folders);
        this.camel = camel;
        this.enabled = enabled;
    }

    @Override
    public List<RouteStatus> list() {
        return held.entrySet().stream()
                .flatMap(entry -> entry.getValue().show(entry.getKey()).stream())
                .toList();
    }

    /** Once Camel and its routes are there. */
    @EventListener(ApplicationReadyEvent.class)
    @SuppressWarnings("FutureReturnValueIgnored")
    public void start() {
        look();
        look();
        if (enabled) {
            timer.scheduleWithFixedDelay(this::look, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
        }
    }

    synchronized void look() {
        try {
            Map<String, RouteFile> now = new TreeMap<>();
            for (ReloadedFolder folder : folders) {
                List<RouteFile> found = files.read(folder.folder());
                found.forEach(file -> now.put(file.name(), file));
                found.stream()
                        .filter(file -> file.equals(seen.get(file.name())))
                        .forEach(file -> take(file, folder));
            }
            removed(now);
            seen = now;
        } catch (RuntimeException | Error e) {
            // What escaped would end the timer.
            LOG.warn(
                    "The routes folder could not be looked at, tried again: {}",
                    e.getClass().getSimpleName());
        }
    }

    private void take(RouteFile file, ReloadedFolder folder) {
        @Nullable Held before = held.get(file.name());
        if (before != null && before.problems().isEmpty() && before.text().equals(file.text())) {
            return;
        }
        try {
            List<String> ids = folder.put(file, camel);
            held.put(file.name(), new Held(file.text(), ids, List.of()));
            if (before != null) {
                LOG.info("{} is in force: {}", file.name(), String.join(", ", ids));
            }
        } catch (OrchestratorException e) {
            reject(file, before == null ? List.of() : before.ids(), e.problems(), before);
        }
    }

    private void reject(RouteFile file, List<String> ids, List<Problem> problems, @Nullable Held before) {
        Held now = new Held(file.text(), ids, problems);
        held.put(file.name(), now);
        if (!now.equals(before)) {
            List<String> reasons = new ArrayList<>();
            problems.forEach(problem -> reasons.add(problem.message()));
            LOG.error("{} is rejected, what ran before goes on: {}", file.name(), String.join(" ", reasons));
        }
    }

    private void removed(Map<String, RouteFile> now) {
        for (String name : List.copyOf(held.keySet())) {
            if (!now.containsKey(name) && !seen.containsKey(name)) {
                String folder = name.substring(0, name.indexOf('/'));
                folders.stream().filter(each -> each.folder().equals(folder)).forEach(each -> each.remove(name, camel));
                held.remove(name);
                LOG.info("{} is gone, and what it held", name);
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
