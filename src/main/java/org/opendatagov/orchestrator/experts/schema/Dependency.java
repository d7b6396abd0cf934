package org.opendatagov.orchestrator.experts.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows that agree in the determinants agree in the dependent, on all rows; null equals null. */
record Dependency(List<String> determinants, String dependent) {
    Dependency {
        determinants = List.copyOf(determinants);
    }

    Map<String, Object> described() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("determinants", determinants);
        described.put("dependent", dependent);
        return described;
    }

    String text() {
        return String.join(" + ", determinants) + " → " + dependent;
    }
}
