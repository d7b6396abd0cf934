package org.opendatagov.orchestrator.experts.compliance;

import java.util.List;

/**
 * A rule of a pack.
 *
 * @param when {@code personal, special, consent}: what must have been found or declared for it to apply
 * @param needs declarations that satisfy it, all of them
 */
record GdprRule(
        String id, String article, String title, String when, List<String> needs, String severity, String remedy) {
    GdprRule {
        needs = List.copyOf(needs);
    }
}
