package org.opendatagov.orchestrator.knowledge;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** Does work that many ask for at once a single time: the others wait, and find what came of it. */
final class OnceAtATime<T> {
    private final ConcurrentMap<String, CountDownLatch> working = new ConcurrentHashMap<>();

    /**
     * @param known what there is already; asked again after each wait
     * @param work what makes it; where it fails, the next one tries
     */
    T call(String key, Supplier<Optional<T>> known, Supplier<T> work) {
        CountDownLatch own = new CountDownLatch(1);
        CountDownLatch other = working.putIfAbsent(key, own);
        while (other != null) {
            await(other);
            other = working.putIfAbsent(key, own);
        }
        try {
            return known.get().orElseGet(work);
        } finally {
            working.remove(key);
            own.countDown();
        }
    }

    private static void await(CountDownLatch other) {
        try {
            other.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OrchestratorException(ErrorCode.UNAVAILABLE, "The service is stopping.", e);
        }
    }
}
