package org.opendatagov.orchestrator.dataset;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which only {@code SELECT} can be prepared. DuckDB's allowed paths may be written too: without this, a mistake in a query
 * could put something else in the place of the dataset ({@code COPY … TO} its file). DuckDB's own parser says what a statement is.
 */
final class SelectOnly {
    private static final String IS_SELECT = "SELECT (json_serialize_sql(CAST(? AS VARCHAR)) ->> 'error') = 'false'";

    private final Connection connection;

    private SelectOnly(Connection connection) {
        this.connection = connection;
    }

    static Connection over(Connection connection) {
        SelectOnly guard = new SelectOnly(connection);
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, guard::call);
    }

    private @Nullable Object call(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return onObject(method, arguments);
        }
        if (method.getName().equals("prepareStatement")
                && arguments != null
                && arguments.length == 1
                && arguments[0] instanceof String sql) {
            return prepared(sql);
        }
        throw new SQLFeatureNotSupportedException("Parser Error: a query uses prepareStatement(sql) alone");
    }

    private @Nullable Object onObject(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(this, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(IS_SELECT)) {
            statement.setString(1, sql);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next() || !row.getBoolean(1)) {
                    throw new SQLException("Parser Error: a query is one or more SELECT statements");
                }
            }
        }
        return connection.prepareStatement(sql);
    }
}
