package org.opendatagov.orchestrator.knowledge;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Parts text: a block that fits stays whole, else it is cut at sentences and lines, and what is longer still at words. */
final class Sentences {
    private Sentences() {}

    /** @return parts of at most {@code most} characters that make up the text, white space at their ends included */
    static List<String> of(String text, int most) {
        if (text.length() <= most) {
            return List.of(text);
        }
        List<String> parts = new ArrayList<>();
        for (String line : text.splitWithDelimiters("\n", 0)) {
            sentences(line).forEach(sentence -> cut(sentence, most, parts));
        }
        return parts;
    }

    private static List<String> sentences(String text) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(text);
        List<String> sentences = new ArrayList<>();
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
            sentences.add(text.substring(from, to));
            from = to;
        }
        return sentences;
    }

    private static void cut(String sentence, int most, List<String> parts) {
        String rest = sentence;
        while (rest.length() > most) {
            int space = rest.lastIndexOf(' ', most - 1);
            int at = space > most / 2 ? space + 1 : whole(rest, most);
            parts.add(rest.substring(0, at));
            rest = rest.substring(at);
        }
        parts.add(rest);
    }

    /** Never between the halves of one character. */
    private static int whole(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at - 1)) ? at - 1 : at;
    }

    /** The last whole sentences that have at most so many characters together. */
    static String last(String text, int most) {
        List<String> sentences = sentences(text);
        int from = text.length();
        for (String sentence : sentences.reversed()) {
            if (text.length() - from + sentence.length() > most) {
                break;
            }
            from -= sentence.length();
        }
        return text.substring(from).strip();
    }
}
