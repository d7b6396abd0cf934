package org.opendatagov.orchestrator.judgement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of a text: runs of letters, digits and underscores, in lower case. Read by hand, for each text of a report passes here. */
final class Words {
    private Words() {}

    static List<String> of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int at = 0; at < lower.length(); at += Character.charCount(lower.codePointAt(at))) {
            boolean part = part(lower.codePointAt(at));
            if (part && start < 0) {
                start = at;
            } else if (!part && start >= 0) {
                words.add(lower.substring(start, at));
                start = -1;
            }
        }
        if (start >= 0) {
            words.add(lower.substring(start));
        }
        return words;
    }

    static boolean part(int codePoint) {
        return codePoint == '_' || Character.isLetterOrDigit(codePoint);
    }
}
