package org.opendatagov.orchestrator.dataset;

import java.util.Locale;

/** A column to be profiled. */
record ColumnSource(String name, int position, String type, boolean nullable) {
    String identifier() {
        return Sql.identifier(name);
    }

    boolean text() {
        return type.equals("VARCHAR");
    }

    boolean integer() {
        return type.matches("U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?");
    }

    boolean number() {
        return integer() || floating() || decimal();
    }

    boolean floating() {
        return type.equals("DOUBLE") || type.equals("FLOAT");
    }

    boolean decimal() {
        return type.startsWith("DECIMAL") && !nested();
    }

    boolean temporal() {
        return !nested() && (type.startsWith("DATE") || type.startsWith("TIME"));
    }

    boolean nested() {
        String upper = type.toUpperCase(Locale.ROOT);
        return upper.startsWith("STRUCT")
                || upper.startsWith("MAP")
                || upper.startsWith("UNION")
                || upper.equals("JSON")
                || upper.endsWith("]");
    }

    /** The value as it is grouped: nested ones as JSON text, so that what lies within is looked at too. */
    String grouped() {
        if (nested()) {
            return "CAST(to_json(" + identifier() + ") AS VARCHAR)";
        }
        boolean plain = text() || number() || temporal() || type.equals("BOOLEAN") || type.equals("UUID");
        return plain ? identifier() : "CAST(" + identifier() + " AS VARCHAR)";
    }

    /** The value as a finite number. */
    String finite() {
        return floating()
                ? "CASE WHEN isfinite(" + identifier() + ") THEN " + identifier() + " END"
                : "CAST(" + identifier() + " AS DOUBLE)";
    }
}
