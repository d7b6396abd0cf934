package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.engine.JournalEntry;

/**
 * Entries as rows of the journal. An attempt whose outcome is in the same group has no row of its own: the outcome's tells of it, and the
 * view {@code journal_entry} makes two entries of it again. That is half of all rows where tasks are quick.
 */
final class JournalRows {
    private static final String INSERT = """
            INSERT INTO journal (run, seq, kind, generation, task, key, attempt, input_hash, payload, at, attempt_seq, attempt_at)
            SELECT run, seq, kind, generation, task, key, attempt, input_hash, nullif(payload, '')::json, at::timestamptz,
                   attempt_seq, attempt_at::timestamptz
            FROM unnest(?::uuid[], ?::int[], ?::text[], ?::int[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[],
                        ?::text[], ?::int[], ?::text[])
                 AS new(run, seq, kind, generation, task, key, attempt, input_hash, payload, at, attempt_seq, attempt_at)""";
    private static final String UNLESS_PRESENT = " ON CONFLICT (run, seq) DO NOTHING";
    /** Which of these places in a journal hold another entry than this one. */
    private static final String TAKEN = """
            SELECT run FROM journal JOIN unnest(?::uuid[], ?::int[], ?::text[], ?::int[], ?::text[], ?::text[], ?::int[])
                AS new(run, seq, kind, generation, task, key, attempt) USING (run, seq)
            WHERE (journal.kind, journal.generation, journal.task, journal.key, journal.attempt)
                IS DISTINCT FROM (new.kind, new.generation, new.task, new.key, new.attempt)""";

    private final List<Row> rows;

    /** @param attempt that the entry, its outcome, tells of too */
    private record Row(JournalEntry entry, @Nullable JournalEntry attempt) {
        @Nullable
        Integer attemptSeq() {
            return attempt == null ? null : attempt.seq();
        }

        @Nullable
        String attemptAt() {
            return attempt == null ? null : attempt.at().toString();
        }
    }

    private record Attempt(UUID run, int generation, String task, String key, int number, String inputHash) {
        static Attempt of(JournalEntry entry) {
            return new Attempt(
                    entry.run(), entry.generation(), entry.task(), entry.key(), entry.attempt(), entry.inputHash());
        }
    }

    private JournalRows(List<Row> rows) {
        this.rows = rows;
    }

    static JournalRows of(List<JournalEntry> entries) {
        Map<Attempt, JournalEntry> attempts = new LinkedHashMap<>();
        List<Row> rows = new ArrayList<>(entries.size());
        for (JournalEntry entry : entries) {
            switch (entry.kind()) {
                case ATTEMPT -> attempts.put(Attempt.of(entry), entry);
                case OUTCOME -> rows.add(new Row(entry, attempts.remove(Attempt.of(entry))));
                default -> rows.add(new Row(entry, null));
            }
        }
        attempts.values().forEach(entry -> rows.add(new Row(entry, null)));
        return new JournalRows(rows);
    }

    /** How many rows there are to write. */
    int size() {
        return rows.size();
    }

    /** @param inDoubt whether rows may be there already; else the statement fails where one is */
    Statements.Answer insert(Statements statements, boolean inDoubt) throws SQLException {
        if (rows.isEmpty()) {
            return new Statements.Answer();
        }
        Statements.Answer inserted = statements.next(inDoubt ? INSERT + UNLESS_PRESENT : INSERT);
        places(statements)
                .column("text", rows, row -> row.entry().inputHash())
                .column("text", rows, row -> row.entry().payload())
                .column("text", rows, row -> row.entry().at().toString())
                .column("int4", rows, Row::attemptSeq)
                .column("text", rows, Row::attemptAt);
        return inserted;
    }

    private Statements places(Statements statements) throws SQLException {
        return statements
                .column("uuid", rows, row -> row.entry().run())
                .column("int4", rows, row -> row.entry().seq())
                .column("text", rows, row -> row.entry().kind().text())
                .column("int4", rows, row -> row.entry().generation())
                .column("text", rows, row -> row.entry().task())
                .column("text", rows, row -> row.entry().key())
                .column("int4", rows, row -> row.entry().attempt());
    }

    /**
     * Where fewer rows were inserted: one that is there may be this one, written before its connection broke.
     *
     * @throws SQLException unique violation where another one is there, of somebody who has the run now
     */
    void refuseTaken(Connection connection) throws SQLException {
        Statements statements = new Statements(connection);
        Statements.Answer taken = statements.next(TAKEN);
        places(statements);
        statements.execute();
        if (!taken.values().isEmpty()) {
            throw new SQLException("a place in the journal is taken", StoreFailures.UNIQUE_VIOLATION);
        }
    }
}
