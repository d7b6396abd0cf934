package org.opendatagov.orchestrator.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.route.ScratchContext.Tried;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The routes of {@code routes/experts}: one for an expert, {@code direct:judged-<Expert>}, and tools, {@code tool:<name>}. A changed file comes
 * into force beside the one before, which goes when its last call ended: a call of a model takes long, and no task waits for that.
 */
@Component
public class ExpertFolder implements ReloadedFolder {
    private static final Logger LOG = LoggerFactory.getLogger(ExpertFolder.class);
    private static final String FOLDER = "experts";
    private static final String JUDGED = "direct:judged-";
    private static final String TOOL = "tool:";

    private final RouteFiles files;
    private final Map<String, Loaded> loaded = new TreeMap<>();
    private volatile Map<String, Endpoint> entrances = Map.of();
    private int versions;

    /** A file in force: its routes as they are in it, and the version that Camel has them by. */
    private record Loaded(RouteFile file, List<Tried> routes, int version) {
        List<String> ids() {
            return routes.stream().map(Tried::id).toList();
        }
    }

    ExpertFolder(RouteFiles files) {
        this.files = files;
    }

    @Override
    public String folder() {
        return FOLDER;
    }

    /** Where calls of an expert go in; empty where it has no route of its own. */
    public Optional<Endpoint> entrance(String expert) {
        return Optional.ofNullable(entrances.get(expert));
    }

    /** At start, before Camel starts. */
    void load(CamelContext camel) {
        versions = 1;
        files.read(FOLDER).forEach(file -> put(file, camel));
    }

    @Override
    public synchronized List<String> put(RouteFile file, CamelContext camel) {
        @Nullable Loaded before = loaded.get(file.name());
        if (before != null && before.file().equals(file)) {
            return before.ids();
        }
        RouteRoots.check(file);
        List<Tried> routes = ScratchContext.load(camel, file.name(), file.text());
        check(file, routes, camel);
        Loaded now = new Loaded(file, routes, before == null && versions == 1 ? 1 : ++versions);
        add(now, camel);
        loaded.put(file.name(), now);
        enter(camel);
        if (before != null) {
            retire(before, camel);
        }
        return now.ids();
    }

    private void check(RouteFile file, List<Tried> routes, CamelContext camel) {
        List<Problem> problems = new ArrayList<>();
        for (Tried route : routes) {
            String consumer = consumer(route);
            if (!consumer.startsWith(JUDGED) && !consumer.startsWith(TOOL)) {
                problems.add(
                        problem(
                                file,
                                route,
                                "must start from direct:judged-<Expert> or tool:<name>; other routes belong into routes/tasks"));
            }
            loaded.forEach((name, other) -> other.routes().stream()
                    .filter(one -> !name.equals(file.name()))
                    .filter(one -> one.id().equals(route.id()) || consumer(one).equals(consumer))
                    .forEach(one -> problems.add(problem(file, route, "is in " + name + " already"))));
            if (loaded.get(file.name()) == null && camel.getRoute(route.id()) != null) {
                problems.add(problem(file, route, "has the id of another route"));
            }
        }
        if (!problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
        }
    }

    private static Problem problem(RouteFile file, Tried route, String what) {
        return new Problem("invalid_route", "", "%s: the route '%s' %s.".formatted(file.name(), route.id(), what));
    }

    private static String consumer(Tried route) {
        return route.consumer().replace("://", ":").replaceAll("\\?.*", "");
    }

    private static void add(Loaded file, CamelContext camel) {
        String yaml = VersionedRoutes.write(file.file().text(), file.version());
        try {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.fromString(file.file().name(), yaml));
        } catch (Exception e) {
            remove(file, camel);
            throw new OrchestratorException(
                    ErrorCode.INVALID_INPUT,
                    List.of(new Problem("invalid_route", "", file.file().name() + ": its routes did not start.")));
        }
    }

    private void enter(CamelContext camel) {
        Map<String, Endpoint> now = new TreeMap<>();
        for (Loaded file : loaded.values()) {
            file.routes().stream()
                    .map(ExpertFolder::consumer)
                    .filter(consumer -> consumer.startsWith(JUDGED))
                    .forEach(consumer -> now.put(
                            consumer.substring(JUDGED.length()),
                            camel.getEndpoint(consumer + VersionedRoutes.suffix(file.version()))));
        }
        entrances = Map.copyOf(now);
    }

    @Override
    public synchronized void remove(String name, CamelContext camel) {
        @Nullable Loaded gone = loaded.remove(name);
        if (gone != null) {
            enter(camel);
            retire(gone, camel);
        }
    }

    /** Stopping waits for the calls that are in a route still. */
    private static void retire(Loaded file, CamelContext camel) {
        Thread.ofVirtual().name("expert-routes").start(() -> remove(file, camel));
    }

    private static void remove(Loaded file, CamelContext camel) {
        for (String id : file.ids()) {
            String versioned = id + VersionedRoutes.suffix(file.version());
            try {
                if (camel.getRoute(versioned) != null) {
                    camel.getRouteController().stopRoute(versioned);
                    camel.removeRoute(versioned);
                }
            } catch (Exception e) {
                LOG.warn(
                        "The route {} does not stop: {}",
                        versioned,
                        e.getClass().getSimpleName());
            }
        }
    }
}
