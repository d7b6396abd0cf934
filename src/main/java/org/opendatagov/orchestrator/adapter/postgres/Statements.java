package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Statements that go to the database, and come back, in one round trip; most of their parameters are whole columns, one array a member of the rows. */
final class Statements {
    /** By their own type the driver sends them as they lie in memory; of others it makes a text, which the database reads again. */
    private static final Map<String, IntFunction<@Nullable Object[]>> ARRAYS =
            Map.of("text", String[]::new, "int4", Integer[]::new, "int8", Long[]::new, "bool", Boolean[]::new);

    private final Connection connection;
    private final StringJoiner sql = new StringJoiner(";\n");
    private final List<Object> parameters = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();

    /** What became of a statement, once all are executed. */
    static final class Answer {
        private final List<Object> values = new ArrayList<>();
        private int updated;

        /** How many rows it wrote. */
        int updated() {
            return updated;
        }

        /** What it gave in its first column. */
        List<Object> values() {
            return values;
        }
    }

    Statements(Connection connection) {
        this.connection = connection;
    }

    /** The statement that the parameters given from now on belong to. */
    Answer next(String statement) {
        sql.add(statement);
        Answer answer = new Answer();
        answers.add(answer);
        return answer;
    }

    Statements value(Object value) {
        parameters.add(value);
        return this;
    }

    /** @param type PostgreSQL's name of the element type */
    <T> Statements column(String type, Collection<T> rows, Function<T, @Nullable Object> member) throws SQLException {
        return value(array(connection, type, rows, member));
    }

    /** One member of all rows, as a parameter. */
    static <T> Array array(Connection connection, String type, Collection<T> rows, Function<T, @Nullable Object> member)
            throws SQLException {
        @Nullable Object[] column = rows.stream().map(member).toArray(ARRAYS.getOrDefault(type, Object[]::new));
        return connection.createArrayOf(type, column);
    }

    void execute() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            for (int index = 0; index < parameters.size(); index++) {
                statement.setObject(index + 1, parameters.get(index));
            }
            boolean rows = statement.execute();
            for (Answer answer : answers) {
                answer.updated = rows ? 0 : statement.getUpdateCount();
                if (rows) {
                    read(statement, answer.values);
                }
                rows = statement.getMoreResults();
            }
        }
    }

    private static void read(PreparedStatement statement, List<Object> values) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                values.add(rows.getObject(1));
            }
        }
    }
}
