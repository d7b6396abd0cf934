package org.opendatagov.orchestrator.experts.quality.anonymity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.opendatagov.orchestrator.dataset.ColumnProfile;

/** The ground distance of the earth mover's distance by which t-closeness compares distributions (Li et al. 2007, section 4). */
enum Distance {
    /** Values differ or not: half the sum of the differences of shares. */
    EQUAL {
        @Override
        String sql(List<String> keys) {
            return """
                    , overall AS (SELECT v, sum(n) / (SELECT sum(n) FROM cells) AS share FROM cells GROUP BY v),
                    sized AS (SELECT *, n / sum(n) OVER (%s) AS part FROM cells)
                    SELECT max(t) FROM (
                        SELECT (sum(abs(part - share)) + 1 - sum(share)) / 2 AS t
                        FROM sized JOIN overall ON sized.v IS NOT DISTINCT FROM overall.v %s)
                    """.formatted(Cells.partitionBy(keys), Cells.groupBy(keys));
        }
    },
    /**
     * The further values lie apart in order, the more they differ: the mean difference of the cumulated shares. A class holds few of
     * the values; between two of its values its own cumulated share stands still and that of all records rises, so the sum over the
     * values between them follows from cumulated sums, and the place where the one overtakes the other. No class is ever spread
     * over all values.
     */
    ORDERED {
        @Override
        String sql(List<String> keys) {
            String partition = Cells.partitionBy(keys);
            return """
                    , counted AS (SELECT v, sum(n) AS c FROM cells GROUP BY v),
                    shares AS (SELECT v, row_number() OVER (ORDER BY v NULLS FIRST) AS i,
                                      sum(c) OVER (ORDER BY v NULLS FIRST) / (SELECT sum(n) FROM cells) AS f FROM counted),
                    ranked AS MATERIALIZED (SELECT v, i, f, sum(f) OVER (ORDER BY i) AS g FROM shares),
                    placed AS (SELECT %1$s i AS a, ranked.f AS f_a, ranked.g AS g_a,
                                      sum(n) OVER w / sum(n) OVER (%2$s) AS own,
                                      lead(i) OVER w AS next, row_number() OVER w AS place
                               FROM cells JOIN ranked ON cells.v IS NOT DISTINCT FROM ranked.v
                               WINDOW w AS (%2$s ORDER BY i)),
                    ends AS (SELECT placed.*, coalesce(next - 1, (SELECT max(i) FROM ranked)) AS b FROM placed),
                    crossed AS (SELECT ends.*, greatest(coalesce(ranked.i, 0), a - 1) AS reached, ranked.g AS g_reached
                                FROM ends ASOF LEFT JOIN ranked ON ends.own >= ranked.f),
                    moved AS (SELECT crossed.*,
                                     CASE WHEN reached >= b THEN b ELSE reached END AS x,
                                     CASE WHEN reached >= b THEN ranked.g WHEN reached < a THEN g_a - f_a ELSE g_reached END AS g_x,
                                     ranked.g AS g_b
                              FROM crossed JOIN ranked ON crossed.b = ranked.i)
                    SELECT max(t) FROM (
                        SELECT sum(own * (x - a + 1) - (g_x - (g_a - f_a)) + (g_b - g_x) - own * (b - x)
                                   + CASE WHEN place = 1 THEN g_a - f_a ELSE 0 END)
                               / greatest((SELECT count(*) FROM ranked) - 1, 1) AS t
                        FROM moved %3$s)
                    """.formatted(
                    String.join("", keys.stream().map(key -> key + ", ").toList()), partition, Cells.groupBy(keys));
        }
    };

    /** Numbers and times have an order that means something, words have none. */
    static Distance of(ColumnProfile column) {
        return column.physicalType()
                        .matches(
                                "U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL\\([0-9,]+\\)|DOUBLE|FLOAT|DATE|TIME[A-Z_ ]*")
                ? ORDERED
                : EQUAL;
    }

    /** The rest of a query that begins with the cells. */
    abstract String sql(List<String> keys);

    double greatest(Connection connection, String cells, List<String> keys) throws SQLException {
        try (var statement = connection.prepareStatement("WITH " + cells + sql(keys));
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getDouble(1);
        }
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
