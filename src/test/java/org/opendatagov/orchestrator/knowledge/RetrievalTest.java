package org.opendatagov.orchestrator.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendatagov.orchestrator.adapter.memory.MemoryIndexes;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Ranking;

/** How well the starter knowledge answers the questions of the repository. Model and index are deterministic, so the floors lie close below what is measured. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetrievalTest {
    private final StarterKnowledge knowledge = new StarterKnowledge(MemoryIndexes.passages());

    @AfterAll
    void close() {
        knowledge.close();
    }

    @Test
    void an_expert_finds_the_section_that_answers_nine_of_ten_questions() {
        Questions.Result hybrid = Questions.ask(Questions.CHOSEN_BY, knowledge, Ranking.HYBRID, false);

        assertThat(hybrid.hitRate()).as("missed: %s", hybrid.missed()).isGreaterThanOrEqualTo(0.94);
        assertThat(hybrid.reciprocalRank()).isGreaterThanOrEqualTo(0.76);
    }

    @Test
    void it_finds_most_of_what_nothing_was_chosen_by() {
        Questions.Result hybrid = Questions.ask(Questions.HELD_OUT, knowledge, Ranking.HYBRID, false);

        assertThat(hybrid.hitRate()).isGreaterThanOrEqualTo(0.74);
        assertThat(hybrid.reciprocalRank()).isGreaterThanOrEqualTo(0.51);
    }

    @Test
    void among_all_documents_the_hybrid_search_finds_more_than_either_kind_alone() {
        double hybrid = Questions.ask(Questions.CHOSEN_BY, knowledge, Ranking.HYBRID, true)
                .hitRate();

        assertThat(hybrid)
                .isGreaterThan(Questions.ask(Questions.CHOSEN_BY, knowledge, Ranking.LEXICAL, true)
                        .hitRate())
                .isGreaterThan(Questions.ask(Questions.CHOSEN_BY, knowledge, Ranking.VECTOR, true)
                        .hitRate())
                .isGreaterThanOrEqualTo(0.86);
    }

    @Test
    void what_nothing_answers_gets_no_passage_for_the_most_part() {
        assertThat(Questions.ask(Questions.CHOSEN_BY, knowledge, Ranking.HYBRID, false)
                        .nothing())
                .isGreaterThanOrEqualTo(0.7);
    }

    @Test
    void every_expert_has_documents_with_sources_and_questions_about_them() throws IOException {
        Set<String> asked = Questions.all(Questions.CHOSEN_BY).stream()
                .map(Questions.Question::expert)
                .collect(Collectors.toSet());
        List<Path> experts;
        try (Stream<Path> folders = Files.list(Path.of("src/main/resources/knowledge"))) {
            experts = folders.toList();
        }

        assertThat(experts).hasSize(7);
        for (Path expert : experts) {
            assertThat(asked).contains(String.valueOf(expert.getFileName()));
            try (Stream<Path> files = Files.list(expert)) {
                assertThat(files.toList())
                        .hasSizeBetween(3, 7)
                        .allSatisfy(file -> assertThat(MarkdownReader.read(Files.readAllBytes(file))
                                        .source())
                                .isNotBlank());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Questions.CHOSEN_BY, Questions.HELD_OUT})
    void every_question_names_a_section_that_is_there(String name) throws IOException {
        for (Questions.Question question : Questions.all(name)) {
            if (!question.document().isEmpty()) {
                Path file = Path.of("src/main/resources/knowledge", question.expert(), question.document() + ".md");
                assertThat(MarkdownReader.read(Files.readAllBytes(file)).blocks())
                        .as(question.text())
                        .anyMatch(block -> block.heading() && block.text().equals(question.heading()));
            }
        }
    }

    @Test
    void a_passage_says_how_it_is_cited_and_where_it_comes_from() {
        Passage best = knowledge
                .search(
                        new KnowledgeQuery("salting a skewed join key", "PerformanceExpert", "", Map.of(), 1),
                        Ranking.HYBRID)
                .getFirst();

        assertThat(best.citation()).isEqualTo("knowledge:spark-skew@1#" + best.passage());
        assertThat(best.title()).isEqualTo("Data skew in Spark > Salt the key by hand");
        assertThat(best.source()).contains("Dr. Elephant");
    }
}
