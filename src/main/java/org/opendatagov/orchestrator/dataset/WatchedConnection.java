package org.opendatagov.orchestrator.dataset;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A connection that knows its open statements: DuckDB's driver (1.5) ends a statement by a cancel of that very statement alone. */
final class WatchedConnection {
    private final Connection connection;
    private final Set<Statement> open = ConcurrentHashMap.newKeySet();

    WatchedConnection(Connection connection) {
        this.connection = connection;
    }

    /** The connection to work with. */
    Connection watched() {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> call(method, arguments));
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            Object result = method.invoke(connection, arguments);
            if (result instanceof Statement statement) {
                open.removeIf(WatchedConnection::closed);
                open.add(statement);
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static boolean closed(Statement statement) {
        try {
            return statement.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** Ends what runs now. */
    void cancel() {
        open.forEach(WatchedConnection::cancel);
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // It has just been closed: there is nothing to cancel.
        }
    }
}
