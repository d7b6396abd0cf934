package org.opendatagov.orchestrator.dataset;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** Profiles at hand and under way: each is computed once however many ask, and cancelled when the last of them stops waiting. */
final class SharedProfiles {
    private static final int KEPT = 1_000;

    private final Cache<String, DatasetProfile> profiles =
            Caffeine.newBuilder().maximumSize(KEPT).build();
    private final Map<String, Flight> flights = new ConcurrentHashMap<>();

    /** Computes a profile, and ends soon after it is cancelled. */
    @FunctionalInterface
    interface Computation {
        DatasetProfile compute(QueryPool.Cancellation cancellation);
    }

    /** One computation; who waits is counted under the lock of its key in the map. */
    private static final class Flight {
        private final CompletableFuture<DatasetProfile> result = new CompletableFuture<>();
        private final QueryPool.Cancellation cancellation = new QueryPool.Cancellation();
        private int waiting;
    }

    DatasetProfile get(String key, Computation computation) {
        DatasetProfile present = profiles.getIfPresent(key);
        if (present != null) {
            return present;
        }
        Flight flight = join(key, computation);
        try {
            return flight.result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OrchestratorException(ErrorCode.UNAVAILABLE, "The profile was cancelled.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof OrchestratorException known
                    ? known
                    : new OrchestratorException(ErrorCode.INTERNAL, "The profile failed unexpectedly.", e.getCause());
        } finally {
            leave(key, flight);
        }
    }

    private Flight join(String key, Computation computation) {
        return flights.compute(key, (same, present) -> {
            Flight flight = present == null ? begin(key, computation) : present;
            flight.waiting++;
            return flight;
        });
    }

    private Flight begin(String key, Computation computation) {
        Flight flight = new Flight();
        DatasetProfile meanwhile = profiles.getIfPresent(key);
        if (meanwhile == null) {
            Thread.ofVirtual().name("profile").start(() -> fly(key, flight, computation));
        } else {
            flight.result.complete(meanwhile);
        }
        return flight;
    }

    private void fly(String key, Flight flight, Computation computation) {
        try {
            DatasetProfile profile = computation.compute(flight.cancellation);
            profiles.put(key, profile);
            flight.result.complete(profile);
        } catch (RuntimeException | Error e) {
            flights.remove(key, flight);
            flight.result.completeExceptionally(e);
        } finally {
            flight.cancellation.end();
        }
    }

    /** The last to leave takes the flight away, so that nobody joins one that is being cancelled. */
    private void leave(String key, Flight flight) {
        flights.computeIfPresent(key, (same, present) -> {
            if (present != flight || --flight.waiting > 0) {
                return present;
            }
            if (!flight.result.isDone()) {
                flight.cancellation.cancel();
            }
            return null;
        });
    }
}
