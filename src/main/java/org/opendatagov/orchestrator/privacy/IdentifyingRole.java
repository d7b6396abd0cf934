package org.opendatagov.orchestrator.privacy;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A column's part in telling persons apart, as statistical disclosure control calls it. */
public enum IdentifyingRole {
    /** Identifies a person alone: a name, a number that one person has. */
    IDENTIFIER,
    /** Identifies together with others: birth date, gender, postal code. */
    QUASI_IDENTIFIER,
    /** What nobody should learn of a person: GDPR Art. 9, 10. */
    SENSITIVE,
    OTHER;

    /** Classes that many persons share. */
    private static final Set<String> SHARED = Set.of("gender", "birth_date");

    /** The part that classes and label speak for; what a dataset is used for may give a column another. */
    public static IdentifyingRole of(String label, ColumnVerdict verdict) {
        List<String> classes = verdict.classes().stream().map(ClassMatch::name).toList();
        if (verdict.specialCategory()) {
            return SENSITIVE;
        }
        if (verdict.personal() && !SHARED.containsAll(classes)) {
            return IDENTIFIER;
        }
        boolean shared = verdict.personal() || new Label(label).speaksOf(LabelWords.of("quasi"));
        return shared ? QUASI_IDENTIFIER : OTHER;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
