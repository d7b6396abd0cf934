package org.opendatagov.orchestrator.experts.compliance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rules as data.
 *
 * @param id a word: {@code gdpr, hipaa, lgpd}, or an added pack's own
 * @param name as findings call the law
 * @param source the law's text
 * @param date of that text
 * @param extend the pack to whose rules these are added
 */
record RulePack(String id, String name, String source, String date, Optional<String> extend, List<Rule> rules) {
    RulePack {
        rules = List.copyOf(rules);
    }

    static RulePack builtIn(String id) {
        return RuleFiles.read("/rules/" + id + ".yaml", RulePack.class);
    }

    RulePack and(List<Rule> more) {
        List<Rule> all = new ArrayList<>(rules);
        all.addAll(more);
        return new RulePack(id, name, source, date, extend, all);
    }
}
