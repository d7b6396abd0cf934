package org.opendatagov.orchestrator.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** Texts in which nothing personal was found, such as names of columns and words of rules: they come again with every question. */
final class ImpersonalTexts {
    private static final int LONGEST = 400;
    private static final int MOST = 50_000;
    private static final Cache<String, Boolean> KNOWN =
            Caffeine.newBuilder().maximumSize(MOST).build();

    private ImpersonalTexts() {}

    static boolean known(String text) {
        return KNOWN.getIfPresent(text) != null;
    }

    static void keep(String text) {
        if (text.length() <= LONGEST) {
            KNOWN.put(text, true);
        }
    }
}
