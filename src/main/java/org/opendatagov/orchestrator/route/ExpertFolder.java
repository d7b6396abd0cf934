package org.opendatagov.orchestrator.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.route.ScratchContext.Tried;
import org.springframework.stereotype.Component;

/**
 * The routes of {@code routes/experts}: one for an expert, {@code direct:judged-<Expert>}, and tools, {@code tool:<name>}. A changed file comes
 * into force beside the one before, which goes when its last call ended: a call of a model takes long, and no task waits for that.
 */
@Component
public class ExpertFolder implements ReloadedFolder {
    private static final String FOLDER = "experts";
    private static final String JUDGED = "direct:judged-";
    private static final String TOOL = "tool:";

    private final RouteFiles files;
    private final RouteVersions versions = new RouteVersions();
    private final Map<String, RouteVersion> loaded = new TreeMap<>();
    private volatile Map<String, Endpoint> entrances = Map.of();
    private int last = 1;

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
    synchronized void load(CamelContext camel) {
        files.read(FOLDER).forEach(file -> put(file, () -> 1, camel));
    }

    @Override
    public synchronized List<String> put(RouteFile file, CamelContext camel) {
        @Nullable RouteVersion before = loaded.get(file.name());
        return before != null && before.file().equals(file) ? before.ids() : put(file, () -> ++last, camel);
    }

    private List<String> put(RouteFile file, IntSupplier number, CamelContext camel) {
        RouteRoots.check(file);
        List<Tried> routes = ScratchContext.load(camel, file.name(), file.text());
        check(file, routes, camel);
        RouteVersion now = RouteVersion.of(file, routes, number.getAsInt());
        add(now, camel);
        @Nullable RouteVersion before = loaded.put(file.name(), now);
        enter(camel);
        if (before != null) {
            versions.retire(before, camel);
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
            if (camel.getRoute(route.id()) != null && !versions.has(route.id())) {
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
        return VersionedRoutes.plain(route.consumer());
    }

    private void add(RouteVersion version, CamelContext camel) {
        try {
            versions.add(version, camel);
        } catch (Exception e) {
            throw new OrchestratorException(
                    ErrorCode.INVALID_INPUT,
                    List.of(new Problem("invalid_route", "", version.file().name() + ": its routes did not start.")));
        }
    }

    private void enter(CamelContext camel) {
        Map<String, Endpoint> now = new TreeMap<>();
        for (RouteVersion version : loaded.values()) {
            version.routes().stream()
                    .filter(route -> consumer(route).startsWith(JUDGED))
                    .forEach(route -> now.put(
                            consumer(route).substring(JUDGED.length()), camel.getEndpoint(version.entrance(route))));
        }
        entrances = Map.copyOf(now);
    }

    @Override
    public synchronized void remove(String name, CamelContext camel) {
        @Nullable RouteVersion gone = loaded.remove(name);
        if (gone != null) {
            enter(camel);
            versions.retire(gone, camel);
        }
    }
}
