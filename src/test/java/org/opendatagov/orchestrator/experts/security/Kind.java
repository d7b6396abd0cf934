package org.opendatagov.orchestrator.experts.security;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A kind of column.
 *
 * @param expected the class, or empty where it is not personal
 * @param labels truthful ones
 * @param types DuckDB's types that such values are kept as
 * @param tells whether the values alone tell the class, so that it is found under any label
 * @param plausible labels of other kinds that these values do not contradict: nobody could say that they lie
 */
record Kind(
        String name,
        String expected,
        List<String> labels,
        List<String> types,
        boolean tells,
        Set<String> plausible,
        Supplier<String> value) {
    private static final List<String> TEXT = List.of("VARCHAR");
    private static final List<String> INTEGER = List.of("VARCHAR", "BIGINT", "DECIMAL(20,0)", "DOUBLE");

    static Kind of(String name, String expected, String labels, Supplier<String> value) {
        return new Kind(name, expected, List.of(labels.split(" ", -1)), TEXT, true, Set.of(), value);
    }

    static Kind other(String name, String labels, Supplier<String> value) {
        return of(name, "", labels, value);
    }

    Kind digits() {
        return typed(INTEGER);
    }

    Kind typed(List<String> all) {
        return new Kind(name, expected, labels, all, tells, plausible, value);
    }

    Kind labelled() {
        return new Kind(name, expected, labels, types, false, plausible, value);
    }

    Kind plausible(String others) {
        return new Kind(name, expected, labels, types, tells, Set.of(others.split(" ", -1)), value);
    }

    boolean personal() {
        return !expected.isEmpty();
    }
}
