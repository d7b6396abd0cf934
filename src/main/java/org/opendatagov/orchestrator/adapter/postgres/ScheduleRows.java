package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.trigger.Cron;
import org.opendatagov.orchestrator.trigger.MissedRuns;
import org.opendatagov.orchestrator.trigger.Schedule;
import org.opendatagov.orchestrator.trigger.Schedule.Last;
import org.opendatagov.orchestrator.trigger.ScheduleStore;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Schedules in PostgreSQL; when they are looked at next stands in the same transaction. */
@Component
class ScheduleRows implements ScheduleStore {
    private final JdbcClient client;
    private final TransactionOperations transaction;
    private final ScheduleTimes times;

    ScheduleRows(JdbcClient client, TransactionOperations transaction, ScheduleTimes times) {
        this.client = client;
        this.transaction = transaction;
        this.times = times;
    }

    @Override
    public boolean create(Schedule schedule) {
        return times.settled(() -> transaction.execute(status -> {
            boolean created = insert(schedule);
            if (created) {
                schedule.dueAt().ifPresent(due -> times.lookAt(schedule.id(), due));
            }
            return created;
        }));
    }

    private boolean insert(Schedule schedule) {
        return client.sql("""
                INSERT INTO schedule (id, workflow, definition, inputs, labels, priority, cron, time_zone, missed, created_by, created_at, due_at)
                VALUES (:id, :workflow, :definition::json, :inputs::json, :labels::json, :priority, :cron, :zone, :missed, :by, :at, :due)
                ON CONFLICT DO NOTHING""")
                        .param("id", schedule.id())
                        .param("workflow", schedule.workflow())
                        .param(
                                "definition",
                                schedule.definition().map(CatalogJson::write).orElse(null))
                        .param("inputs", CatalogJson.write(schedule.inputs()))
                        .param("labels", CatalogJson.write(schedule.labels()))
                        .param("priority", schedule.priority())
                        .param("cron", schedule.cron().expression())
                        .param("zone", schedule.cron().zone().getId())
                        .param("missed", schedule.missed().text())
                        .param("by", schedule.createdBy())
                        .param("at", stored(Optional.of(schedule.createdAt())))
                        .param("due", stored(schedule.dueAt()))
                        .update()
                > 0;
    }

    private static @Nullable OffsetDateTime stored(Optional<Instant> time) {
        return time.map(instant -> instant.atOffset(ZoneOffset.UTC)).orElse(null);
    }

    @Override
    public Optional<Schedule> find(String id) {
        return client.sql("SELECT * FROM schedule WHERE id = ?")
                .param(id)
                .query((row, number) -> schedule(row))
                .optional();
    }

    @Override
    public List<Schedule> all() {
        return client.sql("SELECT * FROM schedule ORDER BY id")
                .query((row, number) -> schedule(row))
                .list();
    }

    private static Schedule schedule(ResultSet row) throws SQLException {
        Map<String, Object> labels = CatalogJson.readMap(row.getString("labels"));
        Optional<Last> last = time(row, "last_due_at").map(due -> last(row, due));
        return new Schedule(
                row.getString("id"),
                row.getString("workflow"),
                Optional.ofNullable(row.getString("definition")).map(CatalogJson::readMap),
                CatalogJson.readMap(row.getString("inputs")),
                labels.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue()))),
                row.getInt("priority"),
                new Cron(row.getString("cron"), ZoneId.of(row.getString("time_zone"))),
                MissedRuns.of(row.getString("missed")).orElseThrow(),
                row.getString("created_by"),
                time(row, "created_at").orElseThrow(),
                time(row, "due_at"),
                last);
    }

    private static Last last(ResultSet row, Instant due) {
        try {
            return new Last(
                    due, Optional.ofNullable(row.getObject("last_run", UUID.class)), row.getString("last_problem"));
        } catch (SQLException e) {
            throw StoreFailures.translated("a schedule could not be read", e);
        }
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    @Override
    public boolean remove(String id) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            times.forget(id);
            return client.sql("DELETE FROM schedule WHERE id = ?").param(id).update() > 0;
        }));
    }

    @Override
    public boolean due(String id, Optional<Instant> next) {
        return times.settled(() -> transaction.execute(status -> {
            int changed = client.sql("UPDATE schedule SET due_at = :due WHERE id = :id")
                    .param("due", stored(next))
                    .param("id", id)
                    .update();
            if (changed > 0) {
                next.ifPresent(time -> times.lookAt(id, time));
            }
            return changed > 0;
        }));
    }

    @Override
    public void passed(String id, Instant due, Optional<Instant> next, Last last) {
        client.sql("""
                UPDATE schedule SET due_at = :next, last_due_at = :last, last_run = :run, last_problem = :problem
                WHERE id = :id AND due_at = :due""")
                .param("next", stored(next))
                .param("last", stored(Optional.of(last.dueAt())))
                .param("run", last.run().orElse(null))
                .param("problem", last.problem())
                .param("id", id)
                .param("due", stored(Optional.of(due)))
                .update();
    }
}
