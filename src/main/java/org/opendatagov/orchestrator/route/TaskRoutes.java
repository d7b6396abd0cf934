package org.opendatagov.orchestrator.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.route.ScratchContext.Tried;
import org.springframework.stereotype.Component;

/**
 * The routes of {@code routes/tasks}, changed file by file. A changed file comes into force beside the one before, which goes when its last call
 * ended. Routes of a file that call one another by {@code direct:} names do so in their own version; by the same names other files call the
 * version in force. A route that starts by itself, such as one that takes the files of a folder, cannot run twice: the one before ends first.
 */
@Component
public class TaskRoutes implements ReloadedFolder {
    private static final String FOLDER = "tasks";

    private final RouteFiles files;
    private final RouteVersions versions = new RouteVersions();
    private final PlainNames plain = new PlainNames();
    private final Map<String, RouteVersion> loaded = new TreeMap<>();
    /** By the ids that definitions name. */
    private volatile Map<String, String> entrances = Map.of();

    private int last = 1;

    TaskRoutes(RouteFiles files) {
        this.files = files;
    }

    @Override
    public String folder() {
        return FOLDER;
    }

    /** Ids of those that a definition may name: the routes of group {@value #FOLDER}. */
    public Set<String> callable() {
        return entrances.keySet();
    }

    /** Where calls of a route that a definition names go in, as it is now; empty where there is no such route (any more). */
    public Optional<String> entrance(String id) {
        return Optional.ofNullable(entrances.get(id));
    }

    /** At start, before Camel starts. */
    synchronized void load(CamelContext camel) throws Exception {
        for (RouteFile file : files.read(FOLDER)) {
            RouteVersion version = RouteVersion.of(file, ScratchContext.load(camel, file.name(), file.text()), 1);
            versions.add(version, camel);
            loaded.put(file.name(), version);
        }
        enter(camel);
    }

    private void enter(CamelContext camel) {
        Map<String, String> callable = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        for (RouteVersion version : loaded.values()) {
            for (Tried route : version.routes()) {
                if (FOLDER.equals(route.group())) {
                    callable.put(route.id(), version.entrance(route));
                }
                if (version.names().versioned(route.consumer())) {
                    names.put(consumer(route), version.entrance(route));
                }
            }
        }
        entrances = Map.copyOf(callable);
        plain.show(names, camel);
    }

    @Override
    public synchronized List<String> put(RouteFile file, CamelContext camel) {
        @Nullable RouteVersion before = loaded.get(file.name());
        if (before != null && before.file().equals(file)) {
            return before.ids();
        }
        RouteRoots.check(file);
        List<Tried> routes = ScratchContext.load(camel, file.name(), file.text());
        refuseForeign(file, routes, camel);
        RouteVersion now = RouteVersion.of(file, routes, ++last);
        replace(before, now, camel);
        loaded.put(file.name(), now);
        enter(camel);
        if (before != null) {
            versions.retire(before, camel);
        }
        return now.ids();
    }

    /** Ids and consumers that routes of other files have. */
    private void refuseForeign(RouteFile file, List<Tried> routes, CamelContext camel) {
        Set<String> taken = new HashSet<>();
        loaded.values().stream()
                .filter(other -> !other.file().name().equals(file.name()))
                .flatMap(other -> other.routes().stream())
                .forEach(route -> taken.addAll(List.of(route.id(), consumer(route))));
        for (Route route : camel.getRoutes()) {
            if (!versions.has(route.getId())) {
                taken.addAll(List.of(route.getId(), consumer(route.getEndpoint().getEndpointUri())));
            }
        }
        List<Problem> problems = new ArrayList<>();
        for (Tried route : routes) {
            for (String name : List.of(route.id(), consumer(route))) {
                if (!taken.add(name)) {
                    problems.add(new Problem(
                            "duplicate_id", "", file.name() + ": another route has '" + name + "' already."));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
        }
    }

    private static String consumer(Tried route) {
        return consumer(route.consumer());
    }

    /** Of a {@code direct:} name without its options, for they make no other one of it. */
    private static String consumer(String uri) {
        String plain = VersionedRoutes.plain(uri);
        return plain.startsWith("direct:") ? plain : uri.replace("://", ":");
    }

    private void replace(@Nullable RouteVersion before, RouteVersion now, CamelContext camel) {
        if (before != null) {
            versions.endSingles(before, camel);
        }
        try {
            versions.add(now, camel);
        } catch (Exception e) {
            if (before != null && !before.singleIds().isEmpty()) {
                rollBack(before, camel);
            }
            throw new OrchestratorException(
                    ErrorCode.INVALID_INPUT,
                    List.of(new Problem(
                            "invalid_route",
                            "",
                            now.file().name() + ": its routes did not start; those before go on. "
                                    + Objects.requireNonNullElse(e.getMessage(), ""))));
        }
    }

    /** Part of it has ended: its file comes into force once more. */
    private void rollBack(RouteVersion before, CamelContext camel) {
        RouteVersion again = RouteVersion.of(before.file(), before.routes(), ++last);
        try {
            versions.add(again, camel);
        } catch (Exception e) {
            throw new IllegalStateException("the routes that ran before cannot be started again", e);
        }
        loaded.put(again.file().name(), again);
        enter(camel);
        versions.retire(before, camel);
    }

    @Override
    public synchronized void remove(String name, CamelContext camel) {
        @Nullable RouteVersion gone = loaded.remove(name);
        if (gone != null) {
            enter(camel);
            RouteVersions.suspend(gone.singleIds(), camel);
            versions.retire(gone, camel);
        }
    }
}
