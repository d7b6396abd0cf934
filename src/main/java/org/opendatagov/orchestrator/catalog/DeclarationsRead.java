package org.opendatagov.orchestrator.catalog;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opendatagov.orchestrator.problem.Problem;

/**
 * What became of the declaration files.
 *
 * @param locations locations that were taken from files
 * @param skipped files that are wrong, by name, and all that is wrong with them; nothing was taken from them
 */
public record DeclarationsRead(List<String> locations, Map<String, List<Problem>> skipped) {
    public DeclarationsRead {
        locations = List.copyOf(locations);
        skipped = Collections.unmodifiableMap(new TreeMap<>(skipped));
    }
}
