package org.opendatagov.orchestrator.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** The terms of a text, for the lexical part of the search: words in lower case, stemmed as English ones, without those that are everywhere or that ask. */
public final class Terms {
    /** What questions are made of, and what they are about is not told by. */
    private static final List<String> ASKING = List.of(
            "am", "can", "could", "did", "do", "does", "had", "has", "have", "how", "i", "many", "may", "me", "much",
            "must", "my", "our", "shall", "should", "us", "we", "what", "when", "where", "which", "who", "whom",
            "whose", "why", "would", "you", "your");

    /** Thread-safe. */
    public static final Analyzer ANALYZER = new EnglishAnalyzer(leftOut());

    private static final int LONGEST = 100;

    private Terms() {}

    private static CharArraySet leftOut() {
        CharArraySet words = new CharArraySet(ASKING, true);
        words.addAll(EnglishAnalyzer.getDefaultStopSet());
        return CharArraySet.unmodifiableSet(words);
    }

    /** In order, each as often as it occurs. */
    public static List<String> of(String text) {
        List<String> terms = new ArrayList<>();
        try (TokenStream tokens = ANALYZER.tokenStream("text", text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                if (term.length() <= LONGEST) {
                    terms.add(term.toString());
                }
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory is always readable", e);
        }
        return terms;
    }
}
