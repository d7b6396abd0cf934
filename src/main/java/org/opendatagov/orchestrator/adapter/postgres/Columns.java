package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A statement whose parameters are whole columns: one array a member of the rows. */
final class Columns implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement statement;
    private int index;

    Columns(Connection connection, String sql) throws SQLException {
        this.connection = connection;
        this.statement = connection.prepareStatement(sql);
    }

    Columns text(String value) throws SQLException {
        statement.setString(++index, value);
        return this;
    }

    Columns number(long value) throws SQLException {
        statement.setLong(++index, value);
        return this;
    }

    /** @param type PostgreSQL's name of the element type */
    <T> Columns add(String type, List<T> rows, Function<T, @Nullable Object> member) throws SQLException {
        @Nullable Object[] column = new @Nullable Object[rows.size()];
        for (int row = 0; row < column.length; row++) {
            column[row] = member.apply(rows.get(row));
        }
        statement.setArray(++index, connection.createArrayOf(type, column));
        return this;
    }

    int update() throws SQLException {
        return statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
