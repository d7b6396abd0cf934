package org.opendatagov.orchestrator.privacy;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks at one value for classes that are written in words, by the word lists. */
final class WordForms {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s.,;:/()’-]+");
    private static final Pattern COMPOUND_STREET =
            Pattern.compile(".{3,}(straße|strasse|str|weg|allee|platz|gasse|straat|laan|gade|gatan)");
    /** Names have few words; more make a sentence. */
    private static final int LONGEST_NAME = 5;

    private static final int LONGEST_ADDRESS = 12;

    private WordForms() {}

    static String[] words(String value) {
        return BETWEEN_WORDS.split(value.toLowerCase(Locale.ROOT).strip(), -1);
    }

    /** Whether a word is one of sentences, companies, jobs, places or goods. */
    static boolean common(String[] words) {
        for (String word : words) {
            if (word.length() > 1 && Words.COMMON.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** A known name and no word that names lack; a word that is both (a month, a city) tells nothing. */
    static Look name(String value, String[] words, boolean common) {
        if (words.length > LONGEST_NAME || !Patterns.NAME.matcher(value).matches()) {
            return Look.NOTHING;
        }
        boolean doubtful = common && words.length != 2;
        for (String word : words) {
            if (!doubtful && Words.NAMES.contains(word) && !Words.COMMON.contains(word)) {
                return Look.of(!common || personal(words));
            }
        }
        return Look.MATCHES;
    }

    /** Two words, one a known name, the other a name too though it is a common word: {@code Austin Miller}, {@code James Brown}. */
    private static boolean personal(String[] words) {
        for (String word : words) {
            if (!Words.NAMES.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /** A word of streets with a house number; a street, or a number among words, only matches. */
    static Look address(String[] words, ValueShape shape) {
        for (String word : words) {
            if (Words.STREETS.contains(word) || COMPOUND_STREET.matcher(word).matches()) {
                return Look.of(shape.digits() > 0 && words.length > 1);
            }
        }
        boolean few = words.length >= 2 && words.length <= LONGEST_ADDRESS && shape.others() <= words.length;
        boolean numbered = shape.digits() > 0 && shape.letters() >= 4 && shape.spaces() > 0 && few;
        return numbered ? Look.MATCHES : Look.NOTHING;
    }

    static Look gender(String value) {
        return Words.GENDERS.contains(value.strip().toLowerCase(Locale.ROOT)) ? Look.VALID : Look.NOTHING;
    }

    /** The special category whose words are in the value. */
    static Optional<String> special(String[] words) {
        for (Map.Entry<String, java.util.Set<String>> category : Words.SPECIAL.entrySet()) {
            for (String word : words) {
                if (category.getValue().contains(word)) {
                    return Optional.of(category.getKey());
                }
            }
        }
        return Optional.empty();
    }
}
