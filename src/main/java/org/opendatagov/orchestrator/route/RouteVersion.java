package org.opendatagov.orchestrator.route;

import java.util.List;
import java.util.stream.Stream;
import org.opendatagov.orchestrator.route.ScratchContext.Tried;

/**
 * A file in force.
 *
 * @param routes as they are in the file
 * @param number that Camel has its routes by
 */
record RouteVersion(RouteFile file, List<Tried> routes, VersionedRoutes names, int number) {
    RouteVersion {
        routes = List.copyOf(routes);
    }

    static RouteVersion of(RouteFile file, List<Tried> routes, int number) {
        return new RouteVersion(file, routes, VersionedRoutes.of(file.text()), number);
    }

    /** Ids as they are in the file. */
    List<String> ids() {
        return routes.stream().map(Tried::id).toList();
    }

    /** Ids that Camel has. */
    List<String> versionedIds() {
        return versionedIds(routes.stream());
    }

    /** Ids that Camel has of those that cannot run beside another version, such as one that takes the files of a folder. */
    List<String> singleIds() {
        return versionedIds(routes.stream().filter(route -> !names.versioned(route.consumer())));
    }

    private List<String> versionedIds(Stream<Tried> some) {
        return some.map(route -> names.id(route.id(), number)).toList();
    }

    /** Where calls of a route go in. */
    String entrance(Tried route) {
        return names.consumer(route.consumer(), number);
    }

    String yaml() {
        return names.write(number);
    }
}
