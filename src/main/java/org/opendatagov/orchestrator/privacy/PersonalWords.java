package org.opendatagov.orchestrator.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opendatagov.orchestrator.privacy.PersonalText.Found;

/** Names of persons and streets with house numbers inside a text, by the word lists. */
final class PersonalWords {
    private static final Pattern WORD =
            Pattern.compile("\\p{L}[\\p{L}\\p{M}]*(?:['’][\\p{L}\\p{M}]+)*|\\d{1,5}[a-zA-Z]?(?![\\p{L}\\p{N}])");
    private static final Pattern COMPOUND_STREET =
            Pattern.compile(".{3,}(straße|strasse|weg|allee|platz|gasse|straat|laan|gade|gatan)");
    /** In small letters these are words of any sentence: {@code 0.5 either way}. */
    private static final Set<String> ORDINARY = Set.of(
            "way", "place", "pl", "court", "square", "sq", "drive", "close", "row", "view", "park", "ct", "dr", "st",
            "av", "via", "circle", "loop", "run", "pass", "path", "trail", "terrace", "gate", "route", "parade",
            "point", "bridge");

    /** A house number stands at most so many words away from its street. */
    private static final int NEAR = 4;

    /** Between the words of a name or an address stands no more than a blank, a dot, a comma or what joins the words of a file's name. */
    private static final Pattern BETWEEN = Pattern.compile("[ _.+-]{1,2}|, |%20");

    private record Word(int start, int end, String text) {
        boolean isNumber() {
            return Character.isDigit(text.charAt(0));
        }

        String lower() {
            return text.toLowerCase(Locale.ROOT);
        }

        boolean capital() {
            return Character.isUpperCase(text.charAt(0));
        }
    }

    private PersonalWords() {}

    static List<Found> find(String text) {
        List<Found> found = new ArrayList<>();
        for (List<Word> chain : chains(text)) {
            names(chain, found);
            streets(chain, found);
        }
        return found;
    }

    /** Words that stand beside each other. */
    private static List<List<Word>> chains(String text) {
        List<List<Word>> chains = new ArrayList<>();
        List<Word> chain = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            Word word = new Word(matcher.start(), matcher.end(), matcher.group());
            boolean beside = !chain.isEmpty()
                    && BETWEEN.matcher(text.substring(chain.getLast().end(), word.start()))
                            .matches();
            if (!beside) {
                chain = new ArrayList<>();
                chains.add(chain);
            }
            chain.add(word);
        }
        return chains;
    }

    private static void names(List<Word> chain, List<Found> found) {
        for (int at = 0; at < chain.size(); at++) {
            Word word = chain.get(at);
            if (!given(word)) {
                continue;
            }
            int end = at;
            while (end + 1 < chain.size() && follows(word, chain.get(end + 1))) {
                end++;
            }
            int start = at > 0 && word.capital() && follows(word, chain.get(at - 1)) ? at - 1 : at;
            if (end > start) {
                found.add(new Found(chain.get(start).start(), chain.get(end).end(), "PERSON_NAME"));
                at = end;
            }
        }
    }

    private static boolean given(Word word) {
        return Words.NAMES.contains(word.lower()) && !Words.COMMON.contains(word.lower());
    }

    /** Beside a capitalised name stands a capitalised word that sentences lack, beside one in small letters only another known name. */
    private static boolean follows(Word name, Word next) {
        boolean known = Words.NAMES.contains(next.lower());
        return name.capital()
                ? next.capital() && (known || !Words.COMMON.contains(next.lower()))
                : known && !Words.COMMON.contains(next.lower());
    }

    private static void streets(List<Word> chain, List<Found> found) {
        for (int at = 0; at < chain.size(); at++) {
            if (!street(chain.get(at))) {
                continue;
            }
            for (int near = Math.max(0, at - NEAR); near < Math.min(chain.size(), at + NEAR); near++) {
                if (chain.get(near).isNumber() && near != at) {
                    found.add(new Found(
                            chain.get(Math.min(near, at)).start(),
                            chain.get(Math.max(near, at)).end(),
                            "POSTAL_ADDRESS"));
                }
            }
        }
    }

    private static boolean street(Word word) {
        boolean known = Words.STREETS.contains(word.lower()) && (word.capital() || !ORDINARY.contains(word.lower()));
        return known || COMPOUND_STREET.matcher(word.lower()).matches();
    }
}
