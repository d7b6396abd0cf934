package org.opendatagov.orchestrator.experts.compliance;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.privacy.IdentifyingRole;
import org.opendatagov.orchestrator.privacy.LabelHints;

/** What columns say of the persons that the records are about. */
final class Subjects {
    private static final Set<String> CODES = Set.of("uuid", "identifier");
    private static final List<String> KEYS = List.of("id", "key", "uuid", "guid", "code", "number", "nr", "no");

    private Subjects() {}

    /** GDPR Art. 15 to 22: a person's records can be answered for only if they can be found. */
    static Outcome canBeFound(Facts facts) {
        List<String> keys = facts.profile().columns().stream()
                .filter(column -> IdentifyingRole.of(column.name(), column.privacy()) == IdentifyingRole.IDENTIFIER
                        || (LabelHints.says(column.name(), KEYS) && unique(column)))
                .map(ColumnProfile::name)
                .toList();
        return keys.isEmpty()
                ? Outcome.needs(
                        "subject_key",
                        "No column is known by which the records of one person could be found (Art. 11 of the GDPR may apply).")
                : Outcome.satisfied(
                        "The records of one person can be found by %s.".formatted(String.join(", ", keys)),
                        Map.of("columns", keys));
    }

    /** GDPR Art. 5(1)(c): which personal columns the declared necessity names, by label or class; words alone decide nothing. */
    static Outcome justified(Facts facts) {
        String necessity = facts.declared().necessity().orElse("").toLowerCase(Locale.ROOT);
        List<String> unnamed = facts.personalColumns().stream()
                .filter(column -> !named(necessity, column)
                        && facts.personal().getOrDefault(column, List.of()).stream()
                                .noneMatch(word -> named(necessity, word)))
                .toList();
        return Outcome.satisfied(
                unnamed.isEmpty()
                        ? "The declared necessity names each personal column."
                        : "The declared necessity does not name %s; whether it covers them, a person must say."
                                .formatted(String.join(", ", unnamed)),
                Map.of("columns_not_named", unnamed));
    }

    private static boolean named(String text, String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        String plain = lower.replaceFirst("^(us|uk|br|pt|es|it|fr|de|nl|pl|in|ca|au)_", "");
        return text.contains(lower) || text.contains(lower.replace('_', ' ')) || text.contains(plain.replace('_', ' '));
    }

    /** 45 CFR 164.514(b)(2)(i)(R), (c): codes that single out a record and are no known identifier. */
    static Outcome uniqueCodes(Facts facts) {
        List<String> codes = facts.profile().columns().stream()
                .filter(column -> !facts.personal().containsKey(column.name()))
                .filter(column -> unique(column)
                        && (CODES.contains(column.logicalType()) || LabelHints.says(column.name(), KEYS)))
                .map(ColumnProfile::name)
                .toList();
        return codes.isEmpty()
                ? Outcome.satisfied("No column singles out records by a code.", Map.of())
                : Outcome.needs(
                        List.of("origin_of_codes"),
                        "Each record has a code of its own in %s; whether it is derived from information about the individual is not known."
                                .formatted(String.join(", ", codes)),
                        Map.of("columns", codes));
    }

    private static boolean unique(ColumnProfile column) {
        return column.distinct() > 1
                && !column.distinctApproximate()
                && column.singletons()
                        .filter(single -> single == column.distinct())
                        .isPresent();
    }
}
