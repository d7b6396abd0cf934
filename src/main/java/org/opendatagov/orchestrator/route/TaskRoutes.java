package org.opendatagov.orchestrator.route;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.route.ScratchContext.Tried;
import org.springframework.stereotype.Component;

/** The routes of {@code routes/tasks}, swapped file by file. An attempt that meets the gap of a swap is tried again by its task's policy. */
@Component
public class TaskRoutes implements ReloadedFolder {
    private static final String FOLDER = "tasks";

    private final RouteFiles files;
    private final Map<String, Loaded> loaded = new TreeMap<>();
    private volatile Set<String> callable = Set.of();

    /** A file in force. */
    private record Loaded(RouteFile file, List<Tried> routes) {
        List<String> ids() {
            return routes.stream().map(Tried::id).toList();
        }
    }

    TaskRoutes(RouteFiles files) {
        this.files = files;
    }

    @Override
    public String folder() {
        return FOLDER;
    }

    /** Ids of those that a definition may name: the routes of group {@value #FOLDER}, also while their file is swapped. */
    public Set<String> callable() {
        return callable;
    }

    /** At start, before Camel starts. */
    synchronized void load(CamelContext camel) throws Exception {
        for (RouteFile file : files.read(FOLDER)) {
            List<Tried> routes = ScratchContext.load(camel, file.name(), file.text());
            add(file, camel);
            loaded.put(file.name(), new Loaded(file, routes));
        }
        tell();
    }

    private void tell() {
        callable = loaded.values().stream()
                .flatMap(file -> file.routes().stream())
                .filter(route -> FOLDER.equals(route.group()))
                .map(Tried::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static void add(RouteFile file, CamelContext camel) throws Exception {
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString(file.name(), file.text()));
    }

    @Override
    public synchronized List<String> put(RouteFile file, CamelContext camel) {
        @Nullable Loaded before = loaded.get(file.name());
        if (before != null && before.file().equals(file)) {
            return before.ids();
        }
        RouteRoots.check(file);
        List<Tried> routes = ScratchContext.load(camel, file.name(), file.text());
        refuseForeign(file, routes, before == null ? Set.of() : Set.copyOf(before.ids()), camel);
        Loaded now = new Loaded(file, routes);
        swap(now, before, camel);
        loaded.put(file.name(), now);
        tell();
        return now.ids();
    }

    /** Ids and consumers that routes of other files have. */
    private static void refuseForeign(RouteFile file, List<Tried> routes, Set<String> own, CamelContext camel) {
        Set<String> taken = new HashSet<>();
        for (Route route : camel.getRoutes()) {
            if (!own.contains(route.getId())) {
                taken.add(route.getId());
                taken.add(consumer(route.getEndpoint().getEndpointUri()));
            }
        }
        List<Problem> problems = new ArrayList<>();
        for (Tried route : routes) {
            for (String name : List.of(route.id(), consumer(route.consumer()))) {
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

    private static String consumer(String uri) {
        return uri.replace("://", ":");
    }

    private static void swap(Loaded now, @Nullable Loaded before, CamelContext camel) {
        try {
            if (before != null) {
                remove(before.ids(), camel);
            }
            add(now.file(), camel);
        } catch (Exception e) {
            rollBack(now.ids(), before, camel);
            throw new OrchestratorException(
                    ErrorCode.INVALID_INPUT,
                    List.of(new Problem(
                            "invalid_route",
                            "",
                            now.file().name() + ": its routes did not start; those before go on. "
                                    + Objects.requireNonNullElse(e.getMessage(), ""))));
        }
    }

    private static void rollBack(List<String> ids, @Nullable Loaded before, CamelContext camel) {
        try {
            remove(ids, camel);
            if (before != null) {
                remove(before.ids(), camel);
                add(before.file(), camel);
            }
        } catch (Exception e) {
            throw new IllegalStateException("the routes that ran before cannot be started again", e);
        }
    }

    @Override
    public synchronized void remove(String name, CamelContext camel) {
        @Nullable Loaded gone = loaded.remove(name);
        if (gone != null) {
            tell();
            try {
                remove(gone.ids(), camel);
            } catch (Exception e) {
                throw new IllegalStateException("the routes of " + name + " do not stop", e);
            }
        }
    }

    private static void remove(List<String> ids, CamelContext camel) throws Exception {
        for (String id : ids) {
            if (camel.getRoute(id) != null) {
                camel.getRouteController().stopRoute(id);
                camel.removeRoute(id);
            }
        }
    }
}
