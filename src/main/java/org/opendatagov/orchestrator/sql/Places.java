package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Lines and columns of offsets in a text. */
final class Places {
    private final List<Integer> starts = new ArrayList<>();

    Places(String text) {
        starts.add(0);
        for (int index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1)) {
            starts.add(index + 1);
        }
    }

    /** From 1. */
    int line(int offset) {
        int found = Collections.binarySearch(starts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** From 1. */
    int column(int offset) {
        return offset - starts.get(line(offset) - 1) + 1;
    }
}
