package org.opendatagov.orchestrator.privacy;

import java.util.Locale;

/** What DuckDB's type of a column tells. */
record ColumnType(String physicalType) {
    ColumnType {
        physicalType = physicalType.toUpperCase(Locale.ROOT);
    }

    static boolean number(String physicalType) {
        return new ColumnType(physicalType).number();
    }

    boolean number() {
        return physicalType.matches("U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL.*|DOUBLE|FLOAT");
    }

    boolean date() {
        return physicalType.startsWith("DATE") || physicalType.startsWith("TIME");
    }

    boolean flag() {
        return physicalType.equals("BOOLEAN");
    }
}
