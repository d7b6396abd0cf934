package org.opendatagov.orchestrator.expert;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.opendatagov.orchestrator.expert.ExpertTransport.Health;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Keeps the registry true: follows the store's registrations, asks instances elsewhere how they are, and looks at what time alone changes. */
final class InstanceWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceWatch.class);

    /** How often waiting calls look whether a circuit breaker lets them through by now. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private final ExpertRegistry experts;
    private final InstanceRegistry instances;
    private final Optional<ExpertInstanceStore> store;
    private final Optional<ExpertTransport> transport;
    private final ExpertSettings settings;
    private final InstantSource clock;
    private final Set<InstanceState> asked = ConcurrentHashMap.newKeySet();
    private final ExecutorService probes = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().name("expert-watch-", 0).daemon().factory());
    private Instant judgeFrom;

    InstanceWatch(
            ExpertRegistry experts,
            InstanceRegistry instances,
            Optional<ExpertInstanceStore> store,
            Optional<ExpertTransport> transport,
            ExpertSettings settings,
            InstantSource clock) {
        this.experts = experts;
        this.instances = instances;
        this.store = store;
        this.transport = transport;
        this.settings = settings;
        this.clock = clock;
        this.judgeFrom = clock.instant();
    }

    /** Before Camel starts, for workflows are checked by what experts there are. */
    void learn() {
        store.ifPresent(from -> guarded(() -> experts.learn(from.kinds())).run());
    }

    /**
     * Not before: Camel starts those routes that it had when it began to, and one that came between would be there for good and never run. But
     * before runs go on, which may need an instance elsewhere.
     */
    @EventListener(ApplicationStartedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void start() {
        instances.health(this::look);
        repeat(instances.pools()::look, LOOK);
        if (store.isPresent()) {
            guarded(this::follow).run();
            repeat(this::follow, settings.poll());
            repeat(this::lookAtAll, settings.probe());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void repeat(Runnable look, Duration every) {
        timer.scheduleWithFixedDelay(guarded(look), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What escaped would end the timer. */
    private static Runnable guarded(Runnable look) {
        return () -> {
            try {
                look.run();
            } catch (RuntimeException | Error e) {
                LOG.warn(
                        "Instances of experts could not be looked at, tried again: {}",
                        e.getClass().getSimpleName());
            }
        };
    }

    /** Takes over what is registered now. While the store was away nobody could be heard of, so silence is judged a while later. */
    synchronized void follow() {
        ExpertInstanceStore from = store.orElseThrow();
        try {
            experts.learn(from.kinds());
            boolean judge = !clock.instant().isBefore(judgeFrom);
            instances.follow(from.instances(settings.forgetAfter()), judge);
        } catch (OrchestratorException e) {
            judgeFrom = clock.instant().plus(settings.heartbeatTimeout());
            throw e;
        }
    }

    private void lookAtAll() {
        instances.pools().all().stream()
                .filter(state -> state.instance().address().isPresent())
                .forEach(this::look);
    }

    /** Asks an instance how it is, one question at a time. */
    private void look(InstanceState state) {
        if (asked.add(state)) {
            probes.execute(() -> {
                try {
                    probe(state);
                } finally {
                    asked.remove(state);
                }
            });
        }
    }

    private void probe(InstanceState state) {
        try {
            Health health = transport.orElseThrow().probe(state.instance());
            instances.pools().change(state, () -> {
                state.sick("");
                state.heard(Math.max(0, health.load() - state.load()), health.uptime());
            });
        } catch (OrchestratorException e) {
            instances.pools().change(state, () -> state.sick(e.text()));
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        probes.shutdownNow();
    }
}
