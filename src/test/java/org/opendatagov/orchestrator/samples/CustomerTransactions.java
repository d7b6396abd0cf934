package org.opendatagov.orchestrator.samples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Writes the sample {@code customer_transactions.parquet}: 15 columns, of which email, phone and ssn are personal; invented, and the same
 * for the same number of rows. Arguments: number of rows, file.
 */
public final class CustomerTransactions {
    private static final String SELECT = """
            SELECT
                i + 1 AS transaction_id,
                CAST(1 + hash(i, 'customer') % greatest(1, (:rows // 4)) AS BIGINT) AS customer_id,
                100000 + i // 2 AS order_id,
                concat('P-', lpad(CAST(hash(i, 'product') % 500 AS VARCHAR), 4, '0')) AS product_code,
                ['books', 'clothing', 'electronics', 'garden', 'grocery', 'toys'][CAST(1 + hash(i, 'category') % 6 AS INTEGER)] AS product_category,
                CAST(1 + hash(i, 'quantity') % 9 AS INTEGER) AS quantity,
                CAST(CAST(100 + hash(i, 'price') % 49900 AS BIGINT) / 100.0 AS DECIMAL(10, 2)) AS unit_price,
                CAST(CAST(1 + hash(i, 'quantity') % 9 AS BIGINT) * (CAST(100 + hash(i, 'price') % 49900 AS BIGINT) / 100.0) AS DECIMAL(12, 2)) AS amount,
                ['EUR', 'GBP', 'USD'][CAST(1 + hash(i, 'currency') % 3 AS INTEGER)] AS currency,
                ['bank_transfer', 'card', 'invoice', 'wallet'][CAST(1 + hash(i, 'payment') % 4 AS INTEGER)] AS payment_method,
                TIMESTAMP '2025-01-01 00:00:00' + to_seconds(CAST(hash(i, 'time') % 31536000 AS BIGINT)) AS transaction_time,
                ['central', 'east', 'north', 'south', 'west'][CAST(1 + hash(i, 'region') % 5 AS INTEGER)] AS store_region,
                concat('shopper', 1 + hash(i, 'customer') % greatest(1, (:rows // 4)), '@',
                       ['example.com', 'example.net', 'example.org'][CAST(1 + hash(i, 'host') % 3 AS INTEGER)]) AS email,
                concat('+1-', ['202', '212', '303', '312', '415', '617'][CAST(1 + hash(i, 'area') % 6 AS INTEGER)], '-555-01',
                       lpad(CAST(hash(i, 'line') % 100 AS VARCHAR), 2, '0')) AS phone,
                concat(lpad(CAST(100 + hash(i, 'a') % 500 AS VARCHAR), 3, '0'), '-',
                       lpad(CAST(1 + hash(i, 'g') % 98 AS VARCHAR), 2, '0'), '-',
                       lpad(CAST(1 + hash(i, 's') % 9998 AS VARCHAR), 4, '0')) AS ssn
            FROM range(:rows) AS numbers(i)""";

    private CustomerTransactions() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("expected: <rows> <file>");
        }
        write(Long.parseLong(arguments[0]), Path.of(arguments[1]));
    }

    public static void write(long rows, Path file) throws SQLException, java.io.IOException {
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            String select = SELECT.replace(":rows", Long.toString(rows));
            statement.execute("COPY (" + select + ") TO '" + file.toString().replace("'", "''")
                    + "' (FORMAT parquet, COMPRESSION zstd)");
        }
    }
}
