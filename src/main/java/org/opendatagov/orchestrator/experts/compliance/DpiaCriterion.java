package org.opendatagov.orchestrator.experts.compliance;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One of the nine criteria of the guidelines on data protection impact assessments (WP 248 rev.01, III.B.a), and what evidence says of it.
 *
 * @param evidence one sentence: what speaks for it, or what was looked at
 * @param forPeople what a person must decide
 */
record DpiaCriterion(int number, String title, Met met, String evidence, String forPeople) {
    /** Nothing here is ever "not met" because nobody said so. */
    enum Met {
        MET,
        /** Data or declarations speak against it. */
        NOT_MET,
        UNDECIDED;

        String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("number", number);
        described.put("title", title);
        described.put("met", met.text());
        described.put("evidence", evidence);
        described.put("for_people", forPeople);
        return described;
    }
}
