package org.opendatagov.orchestrator.report;

import java.util.List;

/**
 * A part of a report under a heading: a table and remarks below it, for any form to write. Names are not escaped yet.
 *
 * @param head empty where the section is remarks alone
 * @param rows as many cells each as the head; the first one names the row
 */
record Section(String title, List<Head> head, List<List<Cell>> rows, List<String> remarks) {
    Section {
        head = List.copyOf(head);
        rows = rows.stream().map(List::copyOf).toList();
        remarks = List.copyOf(remarks);
        int width = head.size();
        if (rows.stream().anyMatch(row -> row.size() != width)) {
            throw new IllegalArgumentException("a row of '" + title + "' has not the " + width + " cells of its head");
        }
    }

    /** A column's name; figures stand at the right. */
    record Head(String name, boolean figure) {
        static Head text(String name) {
            return new Head(name, false);
        }

        static Head figure(String name) {
            return new Head(name, true);
        }
    }

    /**
     * @param badge a kind that a page marks by colour beside the words, such as {@code high} or {@code violated}; empty for none
     * @param note said behind the text, as a badge of its own where a page can
     */
    record Cell(String text, String badge, String note) {
        static Cell of(String text) {
            return new Cell(text, "", "");
        }

        static Cell badge(String kind, String text) {
            return new Cell(text, kind, "");
        }

        Cell noted(String said) {
            return new Cell(text, badge, said);
        }
    }

    static Section table(String title, List<Head> head, List<List<Cell>> rows) {
        return new Section(title, head, rows, List.of());
    }

    static List<Head> heads(String... names) {
        return List.of(names).stream().map(Head::text).toList();
    }

    static List<Cell> cells(String... texts) {
        return List.of(texts).stream().map(Cell::of).toList();
    }

    Section remarked(List<String> said) {
        return new Section(title, head, rows, said);
    }

    boolean isEmpty() {
        return rows.isEmpty() && remarks.isEmpty();
    }
}
