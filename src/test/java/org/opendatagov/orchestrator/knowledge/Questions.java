package org.opendatagov.orchestrator.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Ranking;

/** Questions to the starter knowledge and how well they are answered. */
public final class Questions {
    /** By these the constants of the search were chosen. */
    public static final String CHOSEN_BY = "questions";

    /** Nothing is chosen by these, and nothing may be: they tell what to expect. */
    static final String HELD_OUT = "held-out";

    private static final int LOOKED_AT = 5;

    private Questions() {}

    /** A question; an empty document: nothing answers it. */
    record Question(String expert, String document, String heading, String text) {
        static Question of(String line) {
            List<String> parts =
                    Arrays.stream(line.split("[|]", 4)).map(String::strip).toList();
            String document = parts.get(1).equals("-") ? "" : parts.get(1);
            return new Question(parts.get(0), document, parts.get(2), parts.get(3));
        }

        boolean answeredBy(Passage passage) {
            return passage.document().equals(document) && passage.title().endsWith(" > " + heading);
        }
    }

    /**
     * What came of all questions.
     *
     * @param hitRate share of the questions with an answer whose section is among the first five passages
     * @param reciprocalRank mean of 1 / the rank of that section, 0 where it is not among them
     * @param nothing share of the questions without an answer that got none
     * @param missed those whose section was not found
     */
    public record Result(int asked, double hitRate, double reciprocalRank, double nothing, List<String> missed) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "hit rate at %d: %.3f, MRR: %.3f, of those without an answer left unanswered: %.2f",
                    LOOKED_AT,
                    hitRate,
                    reciprocalRank,
                    nothing);
        }
    }

    /** Those of a file of {@code knowledge/}. */
    static List<Question> all(String name) {
        try (InputStream file =
                Objects.requireNonNull(Questions.class.getResourceAsStream("/knowledge/" + name + ".txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(Question::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param everyExpert whether documents of all experts are searched, which is harder, and not those of the one that asks */
    public static Result ask(String name, StarterKnowledge knowledge, Ranking ranking, boolean everyExpert) {
        List<Question> all = all(name);
        List<Question> answered =
                all.stream().filter(question -> !question.document().isEmpty()).toList();
        List<Question> others =
                all.stream().filter(question -> question.document().isEmpty()).toList();
        List<Double> ranks = answered.stream()
                .map(question -> reciprocalRank(question, search(knowledge, ranking, question, everyExpert)))
                .toList();
        List<String> missed = java.util.stream.IntStream.range(0, ranks.size())
                .filter(number -> ranks.get(number) == 0)
                .mapToObj(number -> answered.get(number).document() + ": "
                        + answered.get(number).text())
                .toList();
        double nothing = others.stream()
                .filter(question ->
                        search(knowledge, ranking, question, everyExpert).isEmpty())
                .count();
        return new Result(
                all.size(),
                1 - missed.size() / (double) answered.size(),
                ranks.stream().mapToDouble(rank -> rank).average().orElse(0),
                nothing / others.size(),
                missed);
    }

    private static List<Passage> search(
            StarterKnowledge knowledge, Ranking ranking, Question question, boolean everyExpert) {
        String expert = everyExpert ? "" : question.expert();
        return knowledge.search(new KnowledgeQuery(question.text(), expert, "", Map.of(), LOOKED_AT), ranking);
    }

    private static double reciprocalRank(Question question, List<Passage> passages) {
        for (int rank = 1; rank <= passages.size(); rank++) {
            if (question.answeredBy(passages.get(rank - 1))) {
                return 1.0 / rank;
            }
        }
        return 0;
    }
}
