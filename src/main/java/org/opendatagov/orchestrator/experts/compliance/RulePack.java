package org.opendatagov.orchestrator.experts.compliance;

import java.util.List;

/**
 * Rules as data.
 *
 * @param source the law's text
 * @param date of that text
 */
record RulePack(String source, String date, List<GdprRule> rules) {
    RulePack {
        rules = List.copyOf(rules);
    }

    static RulePack gdpr() {
        return RuleFiles.read("/rules/gdpr.yaml", RulePack.class);
    }
}
