package org.opendatagov.orchestrator.adapter.postgres;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.engine.ReplicaId;
import org.opendatagov.orchestrator.trigger.DueSchedules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;

/** When schedules are looked at, kept by db-scheduler in the database: each at one replica at a time, again where that replica died. */
@Component
class ScheduleTimes {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduleTimes.class);
    private static final String NAME = "schedule";
    private static final int THREADS = 2;
    private static final Duration POLL = Duration.ofSeconds(1);
    /** What a replica was at is taken over when so many heartbeats failed to come. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(3);

    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CustomTask<Void> task;
    private final SchedulerClient client;
    private final DataSource database;
    private final ReplicaId replica;
    private final boolean enabled;
    private volatile @Nullable Scheduler scheduler;

    ScheduleTimes(
            DataSource database,
            ReplicaId replica,
            ObjectProvider<DueSchedules> due,
            @Value("${orchestrator.triggers.enabled:true}") boolean enabled) {
        this.database = database;
        this.replica = replica;
        this.enabled = enabled;
        this.task = Tasks.custom(NAME, Void.class)
                .onFailure(ScheduleTimes::again)
                .onDeadExecutionRevive()
                .execute((instance, context) -> looked(due.getObject(), instance.getId()));
        this.client = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(database), task)
                .build();
    }

    private static CompletionHandler<Void> looked(DueSchedules due, String id) {
        return due.look(id)
                .<CompletionHandler<Void>>map(next -> (done, operations) -> operations.reschedule(done, next))
                .orElse((done, operations) -> operations.remove());
    }

    private static void again(ExecutionComplete failed, ExecutionOperations<Void> operations) {
        LOG.warn(
                "Schedule '{}' could not be looked at, tried again",
                failed.getExecution().taskInstance.getId());
        operations.reschedule(failed, failed.getTimeDone().plus(AGAIN));
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (enabled) {
            Scheduler started = Scheduler.create(database, task)
                    .schedulerName(() -> replica.value())
                    .threads(THREADS)
                    .pollingInterval(POLL)
                    .heartbeatInterval(HEARTBEAT)
                    .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                    .build();
            scheduler = started;
            started.start();
        }
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        Scheduler running = scheduler;
        if (running != null) {
            running.stop();
        }
    }

    /**
     * Part of the caller's transaction.
     *
     * @throws TaskInstanceCurrentlyExecutingException where the schedule is just being looked at, see {@link #settled}
     */
    void lookAt(String id, Instant when) {
        if (!client.scheduleIfNotExists(task.instance(id), when)) {
            client.reschedule(TaskInstanceId.of(NAME, id), when);
        }
    }

    /** Part of the caller's transaction. One that is just being looked at is found to be gone by that. */
    void forget(String id) {
        try {
            client.cancel(TaskInstanceId.of(NAME, id));
        } catch (TaskInstanceNotFoundException | TaskInstanceCurrentlyExecutingException e) {
            LOG.debug("schedule '{}' is forgotten by itself", id);
        }
    }

    /** Does a transaction again while its schedule is just being looked at, which is short. */
    boolean settled(Supplier<@Nullable Boolean> transaction) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return Boolean.TRUE.equals(transaction.get());
            } catch (TaskInstanceCurrentlyExecutingException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(LOOK.toNanos());
            }
        }
    }
}
