package org.opendatagov.orchestrator.privacy;

import java.util.List;

/** Whether a column's label speaks of something, for rules that bring words of their own. */
public final class LabelHints {
    private LabelHints() {}

    /**
     * Whether a label says one of the words: {@code AdmissionDate} and {@code dt_admission_date} say {@code admission_date}.
     *
     * @param words in lower case, parts joined by an underscore
     */
    public static boolean says(String label, List<String> words) {
        return new Label(label).speaksOf(words);
    }

    /** Whether a free text, such as a purpose, mentions one of the words. */
    public static boolean mentions(String text, List<String> words) {
        return new Label(text).mentions(words);
    }
}
