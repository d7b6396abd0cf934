package org.opendatagov.orchestrator.dataset;

/** Which of a column's grouped values {@code v} are shown to the detectors, and as what text; identifiers may be kept as any type. */
record Scanned(ColumnSource column) {
    /** Beyond it a double has no digits of its own for each number. */
    private static final String EXACT = "1e18";

    String values() {
        if (column.floating() || column.decimal()) {
            return "SELECT CAST(CAST(v AS HUGEINT) AS VARCHAR), n FROM grouped WHERE " + whole();
        }
        if (column.type().startsWith("TIMESTAMP")) {
            return "SELECT " + day() + " AS d, CAST(sum(n) AS BIGINT) FROM grouped WHERE isfinite(v) GROUP BY d";
        }
        return "SELECT " + (column.text() ? "v" : "CAST(v AS VARCHAR)") + ", n FROM grouped";
    }

    /** How many values are not shown: fractions and infinities are nobody's. */
    String others() {
        return column.floating() || column.decimal()
                ? "SELECT CAST(coalesce(sum(n), 0) AS BIGINT) FROM grouped WHERE NOT (" + whole() + ")"
                : "SELECT 0";
    }

    private String whole() {
        return column.floating() ? "isfinite(v) AND v = trunc(v) AND abs(v) <= " + EXACT : "v = trunc(v)";
    }

    /** The day, and whether there is a time of day: of each second of a year nothing more is to be known. */
    private static String day() {
        return "CAST(CAST(v AS DATE) AS VARCHAR) || CASE WHEN CAST(v AS TIMESTAMP) = CAST(v AS DATE) THEN '' ELSE ' 12:30:30' END";
    }
}
