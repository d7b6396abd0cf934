package org.opendatagov.orchestrator.route;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.Suspendable;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings versions of files' routes into Camel, and out of it when their last call ended. That is awaited outside Camel's lock: a call may take
 * long, and whoever makes a route of any kind needs the lock.
 */
final class RouteVersions {
    private static final Logger LOG = LoggerFactory.getLogger(RouteVersions.class);

    /** Of two looks that find nothing under way: who found a route just before it was replaced has gone in by then. */
    private static final long LOOK_MILLIS = 1000;

    private static final int LOOKS = 2;

    /** How long a route that cannot run beside the next one may take to end what it took. */
    private static final int MOST_LOOKS = 45;

    /** What is stopped is idle. */
    private static final long STOP_SECONDS = 5;

    private final Set<String> present = ConcurrentHashMap.newKeySet();

    /** Whether Camel has a route of this id from here, be it on its way out. */
    boolean has(String routeId) {
        return present.contains(routeId);
    }

    void add(RouteVersion version, CamelContext camel) throws Exception {
        present.addAll(version.versionedIds());
        try {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.fromString(version.file().name(), version.yaml()));
        } catch (Exception e) {
            remove(version.versionedIds(), camel);
            throw e;
        }
    }

    /** Calls that are under way go on to their end. */
    void retire(RouteVersion version, CamelContext camel) {
        Thread.ofVirtual().name("route-versions").start(() -> {
            try {
                awaitEnd(version.versionedIds(), Integer.MAX_VALUE, camel);
                remove(version.versionedIds(), camel);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Makes room for the next version: those that cannot run beside it end, and go. */
    void endSingles(RouteVersion version, CamelContext camel) {
        List<String> singles = version.singleIds();
        if (singles.isEmpty()) {
            return;
        }
        suspend(singles, camel);
        try {
            awaitEnd(singles, MOST_LOOKS, camel);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        remove(singles, camel);
    }

    /** What starts calls by itself begins none any more. */
    static void suspend(List<String> ids, CamelContext camel) {
        for (String id : ids) {
            Route route = camel.getRoute(id);
            // Another one than a suspendable would be stopped, and with it what goes on in its route.
            if (route != null && route.getConsumer() instanceof Suspendable consumer) {
                ServiceHelper.suspendService(consumer);
            }
        }
    }

    private static void awaitEnd(Collection<String> ids, int most, CamelContext camel) throws InterruptedException {
        int idle = 0;
        for (int look = 0; look < most && !stops(camel); look++) {
            idle = ids.stream().anyMatch(id -> camel.getInflightRepository().size(id) > 0) ? 0 : idle + 1;
            if (idle == LOOKS) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** Then all its routes end with it. */
    private static boolean stops(CamelContext camel) {
        return camel.isStopping() || camel.isStopped();
    }

    private void remove(List<String> ids, CamelContext camel) {
        if (stops(camel)) {
            return;
        }
        for (String id : ids) {
            try {
                if (camel.getRoute(id) != null) {
                    camel.getRouteController().stopRoute(id, STOP_SECONDS, TimeUnit.SECONDS);
                    camel.removeRoute(id);
                }
                // Also of a route that was never made of it.
                CamelModel.removeDefinition(id, camel);
                present.remove(id);
            } catch (Exception e) {
                LOG.warn("The route {} does not stop: {}", id, e.getClass().getSimpleName());
            }
        }
    }
}
