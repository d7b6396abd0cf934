package org.opendatagov.orchestrator.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what may be a person's in a text, for taking it out: addresses and identifiers by their form, names and streets by the word lists, and
 * what a word such as {@code passport} stands before. It rather takes too much than too little.
 */
public final class PersonalText {
    /** A longer value behind a label is a sentence. */
    private static final Pattern LABELLED = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(\\p{L}[\\p{L}_ -]{1,40}?)(?:[_ ]?(?:no|nr|num|number)\\.?)?\\s*(?:[:=#]|\\bis\\b|\\s(?=[^\\s]*\\d{4}))\\s*[\"'`(]?([^\\s\"'`,;:<>()]{1,64})");

    private static final Pattern DATE = Pattern.compile(
            "(?<![\\d-])(?:\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4})(?![\\d-])");
    private static final int NEAR = 40;
    private static final List<String> BORN = LabelWords.of("birth_date");

    private PersonalText() {}

    /** A piece of a text, from its first character to behind its last one. */
    record Found(int start, int end, String className) {}

    /** In the order of the text, none within another. */
    static List<Found> find(String text) {
        List<Found> found = new ArrayList<>();
        for (TextForm form : TextForm.ALL) {
            Matcher matcher = form.pattern().matcher(text);
            while (matcher.find()) {
                if (matcher.end() > matcher.start() && form.check().test(matcher.group())) {
                    found.add(new Found(matcher.start(), matcher.end(), form.className()));
                }
            }
        }
        found.addAll(PersonalWords.find(text));
        births(text, found);
        labelled(text, found);
        return apart(found);
    }

    private static void births(String text, List<Found> found) {
        Matcher date = DATE.matcher(text);
        while (date.find()) {
            String before = text.substring(Math.max(0, date.start() - NEAR), date.start());
            if (new Label(before.replace(' ', '_')).speaksOf(BORN)) {
                found.add(new Found(date.start(), date.end(), "BIRTH_DATE"));
            }
        }
    }

    private static void labelled(String text, List<Found> found) {
        Matcher matcher = LABELLED.matcher(text);
        int from = 0;
        while (matcher.find(from)) {
            String label = matcher.group(1).strip();
            if (tells(lastWords(label), matcher.group(2))) {
                found.add(new Found(matcher.start(2), matcher.end(2), "PERSONAL"));
            }
            from = Math.max(from + 1, matcher.end(1));
        }
    }

    private static String lastWords(String label) {
        String[] words = label.split("[ -]+", -1);
        int first = Math.max(0, words.length - 3);
        return String.join("_", List.of(words).subList(first, words.length)).toLowerCase(Locale.ROOT);
    }

    /** Whether a value is personal under a label that hints at such values. */
    static boolean tells(String label, String value) {
        return new Label(label).hintsAtAll() && PersonalLabels.tells(label, value);
    }

    private static List<Found> apart(List<Found> found) {
        found.sort(Comparator.comparingInt(Found::start)
                .thenComparing(Comparator.comparingInt(Found::end).reversed()));
        List<Found> apart = new ArrayList<>();
        for (Found next : found) {
            Found last = apart.isEmpty() ? null : apart.getLast();
            if (last == null || next.start() >= last.end()) {
                apart.add(next);
            } else if (next.end() > last.end()) {
                apart.set(apart.size() - 1, new Found(last.start(), next.end(), last.className()));
            }
        }
        return apart;
    }
}
