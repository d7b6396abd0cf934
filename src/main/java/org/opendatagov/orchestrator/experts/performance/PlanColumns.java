package org.opendatagov.orchestrator.experts.performance;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opendatagov.orchestrator.plan.PlanNode;

/** Columns that a masked condition compares: {@code (c.email = ?::text)} compares {@code email}. */
final class PlanColumns {
    private static final String NAME = "(\"[^\"]+\"|[A-Za-z_][\\w$]*)";
    private static final Pattern COMPARED = Pattern.compile("(?:(?<qualifier>" + NAME + ")\\.)?(?<column>" + NAME
            + ")\\)?(?:::[\\w ]+?)?\\s*(?<comparison>=|<>|!=|>=|<=|>|<|~~|IS )");
    private static final Set<String> WORDS = Set.of("AND", "OR", "NOT", "ANY", "ALL", "text", "numeric", "date", "IS");

    private PlanColumns() {}

    /** Columns of the node's own relation, those compared for equality first, as an index wants them. */
    static List<String> compared(PlanNode node, String condition) {
        Set<String> equal = new LinkedHashSet<>();
        Set<String> other = new LinkedHashSet<>();
        Matcher compared = COMPARED.matcher(condition);
        while (compared.find()) {
            String column = compared.group("column");
            if (!WORDS.contains(column) && own(node, Optional.ofNullable(compared.group("qualifier")))) {
                (compared.group("comparison").equals("=") ? equal : other).add(column);
            }
        }
        other.removeAll(equal);
        equal.addAll(other);
        return List.copyOf(equal);
    }

    private static boolean own(PlanNode node, Optional<String> qualifier) {
        return qualifier.isEmpty() || qualifier.equals(node.label("alias")) || qualifier.equals(node.label("relation"));
    }

    /** Whether one column stands in a condition, as a word of its own. */
    static boolean mentions(String condition, String column) {
        return Pattern.compile("(?<![\\w.])(?:[A-Za-z_]\\w*\\.)?\"?" + Pattern.quote(column) + "\"?(?!\\w)")
                .matcher(condition)
                .find();
    }

    /** Whether any part of the node is bound to a row of a relation outside of it. */
    static boolean mentionsAny(PlanNode node, Set<String> names) {
        return node.all().stream()
                .flatMap(part -> part.conditions().values().stream())
                .anyMatch(condition -> names.stream().anyMatch(name -> condition.contains(name + ".")));
    }
}
