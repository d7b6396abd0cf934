package org.opendatagov.orchestrator.dataset;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.opendatagov.orchestrator.privacy.ColumnScan;
import org.opendatagov.orchestrator.privacy.ColumnVerdict;
import org.opendatagov.orchestrator.privacy.Detectors;
import org.opendatagov.orchestrator.privacy.Masking;

/** Profiles one column: groups its values, shows each to the detectors, and keeps figures that may be kept. */
final class ColumnProfiler {
    private static final int TOP = 10;
    /** Mean length from which on values that are all different are prose: codes are shorter, but for hashes. */
    private static final double PROSE = 25;

    private final ColumnSource column;
    private final long rows;
    private final Detectors detectors;

    ColumnProfiler(ColumnSource column, long rows, Detectors detectors) {
        this.column = column;
        this.rows = rows;
        this.detectors = detectors;
    }

    /** @param source the table or view that holds the column */
    ColumnProfile profile(Connection connection, String source, Aggregates aggregates) throws SQLException {
        GroupedColumn grouped = GroupedColumn.of(connection, column, source);
        ColumnScan scan = scan(grouped);
        ColumnVerdict verdict = scan.verdict();
        LogicalType logical = LogicalType.of(connection, column, aggregates.present(), grouped.distinct(), verdict);
        boolean doubtful = !verdict.personal() && (scan.doubtful() || prose(grouped, aggregates));
        boolean open = !verdict.personal() && !doubtful;
        boolean present = aggregates.present() > 0;
        return new ColumnProfile(
                column.name(),
                column.position(),
                PersonalNames.type(column.type()),
                logical.name(),
                logical.format(),
                Figures.six(logical.share()),
                column.nullable(),
                rows - aggregates.present(),
                grouped.distinct(),
                false,
                Optional.of(grouped.singletons()),
                open ? grouped.minimum() : Optional.empty(),
                open ? grouped.maximum() : Optional.empty(),
                open && column.number() && present
                        ? Optional.of(new NumberFigures(grouped).statistics(aggregates))
                        : Optional.empty(),
                column.text() && present
                        ? Optional.of(new TextFigures(grouped).statistics(aggregates))
                        : Optional.empty(),
                column.nested() || doubtful
                        ? List.of()
                        : top(connection, open && !column.type().equals("BLOB")),
                verdict);
    }

    /** Text that is different in each row and long may speak of anybody, whatever the detectors find in it. */
    private boolean prose(GroupedColumn grouped, Aggregates aggregates) {
        boolean different = grouped.singletons() * 2 > aggregates.present();
        return column.text() && different && aggregates.figures().get(2) >= PROSE;
    }

    private ColumnScan scan(GroupedColumn grouped) throws SQLException {
        ColumnScan scan =
                column.nested() ? new NestedScan(detectors, column) : detectors.scan(column.name(), column.type());
        Scanned scanned = new Scanned(column);
        try (var statement = grouped.connection().prepareStatement(scanned.values());
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                scan.accept(row.getString(1), row.getLong(2));
            }
        }
        try (var statement = grouped.connection().prepareStatement(scanned.others());
                ResultSet row = statement.executeQuery()) {
            row.next();
            scan.others(row.getLong(1));
        }
        return scan;
    }

    private static List<TopValue> top(Connection connection, boolean open) throws SQLException {
        Map<String, Long> masked = new TreeMap<>();
        List<TopValue> values = new ArrayList<>();
        String sql = "SELECT CAST(v AS VARCHAR), n FROM grouped ORDER BY n DESC, v LIMIT " + TOP;
        try (var statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                if (open) {
                    values.add(new TopValue(GroupedColumn.bounded(row.getString(1)), row.getLong(2)));
                } else {
                    masked.merge(Masking.shape(row.getString(1)), row.getLong(2), Long::sum);
                }
            }
        }
        masked.forEach((shape, count) -> values.add(new TopValue(shape, count)));
        return values;
    }
}
