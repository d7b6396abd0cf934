package org.opendatagov.orchestrator.catalog;

import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.problem.Problem;

/**
 * Members of one declaration of which not all can be meant. What may be true together, and only looks odd, is for an audit to ask about; and so is what
 * contradicts something that was declared at another time.
 */
final class DeclarationConflicts {
    private DeclarationConflicts() {}

    static List<Problem> problems(Map<?, ?> declaration, String base) {
        boolean both = declaration.get("recipients") instanceof List<?> recipients
                && recipients.stream().anyMatch(DeclarationConflicts::nobody)
                && !recipients.stream().allMatch(DeclarationConflicts::nobody);
        return both
                ? List.of(new Problem(
                        "contradictory_declaration",
                        base + "/recipients",
                        "'recipients' are none and others at once; give either."))
                : List.of();
    }

    private static boolean nobody(Object recipient) {
        return "none".equalsIgnoreCase(String.valueOf(recipient));
    }
}
