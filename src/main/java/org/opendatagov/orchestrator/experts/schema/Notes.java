package org.opendatagov.orchestrator.experts.schema;

import java.util.ArrayList;
import java.util.List;

/** Where a bounded search stopped, each said once. */
final class Notes {
    private final List<String> notes = new ArrayList<>();

    void add(String note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    List<String> all() {
        return List.copyOf(notes);
    }
}
