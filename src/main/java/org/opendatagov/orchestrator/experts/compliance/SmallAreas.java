package org.opendatagov.orchestrator.experts.compliance;

import java.util.List;

/**
 * First three digits of ZIP codes whose area has 20,000 people or fewer.
 *
 * @param date of the list
 */
record SmallAreas(String source, String date, List<String> restricted) {
    SmallAreas {
        restricted = List.copyOf(restricted);
    }

    static SmallAreas read() {
        return RuleFiles.read("/rules/zip3.yaml", SmallAreas.class);
    }
}
