package org.opendatagov.orchestrator.judgement;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names and values of the data that are sentences, and so may be told to a model as orders. They ground nothing: what stands in one is no name and no
 * figure, and a claim that says the same words is an echo.
 */
final class DataTexts {
    private static final Pattern QUOTED = Pattern.compile("'[^']{10,}'|\"[^\"]{10,}\"|`[^`]{10,}`");
    /** From so many words on a name or value is a sentence. */
    private static final int SENTENCE = 5;

    private static final int ECHO = 3;
    /** Of a document, which claims may cite, more words in a row are an echo. */
    private static final int ECHO_OF_PASSAGE = 8;

    /** Members of results that hold what data or logs say, and no words of an expert's. */
    private static final Set<String> NAMES = Set.of(
            "name",
            "names",
            "column",
            "columns",
            "dataset",
            "datasets",
            "job",
            "jobs",
            "location",
            "table",
            "tables",
            "value",
            "values",
            "top_values",
            "sql",
            "query",
            "statement",
            "comment",
            "path",
            "key",
            "description",
            "label",
            "file",
            "files",
            "samples");

    private final Set<String> sentences =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
    private final Set<String> echoes = new HashSet<>();
    private final Set<String> passages = new HashSet<>();

    /** Adds a name or value, or all texts of a JSON value. */
    void add(@Nullable Object value) {
        if (value instanceof String text) {
            List<String> words = Words.of(text);
            if (words.size() >= SENTENCE) {
                sentences.add(text);
                echoes.addAll(runs(words, ECHO));
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, member) -> {
                add(String.valueOf(key));
                add(member);
            });
        } else if (value instanceof Collection<?> list) {
            list.forEach(this::add);
        }
    }

    /** Adds of a result what stands under members that hold names and values. */
    void addNames(@Nullable Object result) {
        if (result instanceof Map<?, ?> map) {
            map.forEach((key, member) -> {
                if (NAMES.contains(String.valueOf(key)) && !(member instanceof Map<?, ?>)) {
                    addTexts(member);
                }
                addNames(member);
            });
        } else if (result instanceof Collection<?> list) {
            list.forEach(this::addNames);
        }
    }

    /** Adds what an expert's words quote. */
    void addQuoted(String prose) {
        QUOTED.matcher(prose)
                .results()
                .forEach(found -> add(found.group().substring(1, found.group().length() - 1)));
    }

    private void addTexts(@Nullable Object member) {
        if (member instanceof String text) {
            add(text);
        } else if (member instanceof Collection<?> list) {
            list.stream().filter(String.class::isInstance).forEach(this::add);
        }
    }

    void addPassage(String text) {
        passages.addAll(runs(Words.of(text), ECHO_OF_PASSAGE));
    }

    boolean isSentence(String text) {
        return sentences.contains(text);
    }

    /** An expert's words, without the sentences of the data that they quote. */
    String without(String text) {
        String left = text;
        for (String sentence : sentences) {
            left = left.replace(sentence, " ");
        }
        return left;
    }

    /** Why a claim is an echo; a sentence that it quotes whole between backticks is a name. */
    Optional<String> echoed(String claim) {
        String own = claim;
        for (String sentence : sentences) {
            own = own.replace('`' + sentence + '`', " ");
        }
        List<String> words = Words.of(own);
        if (runs(words, ECHO).stream().anyMatch(echoes::contains)) {
            return Optional.of("It repeats what a name or value of the data says.");
        }
        return runs(words, ECHO_OF_PASSAGE).stream().anyMatch(passages::contains)
                ? Optional.of("It repeats a document word by word.")
                : Optional.empty();
    }

    private static Set<String> runs(List<String> words, int length) {
        Set<String> runs = new HashSet<>();
        for (int at = 0; at + length <= words.size(); at++) {
            runs.add(String.join(" ", words.subList(at, at + length)));
        }
        return runs;
    }
}
