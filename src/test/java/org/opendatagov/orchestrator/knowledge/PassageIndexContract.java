package org.opendatagov.orchestrator.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Entry;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Hit;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Indexed;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Query;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Ranking;

/** What every index of passages does. Vectors are made by hand: one direction a topic, and something of a second. */
public abstract class PassageIndexContract {
    private static final int SKEW = 0;
    private static final int MONEY = 1;
    private static final int FAR = 2;

    /** An index that holds nothing. */
    protected abstract PassageIndex index();

    private static TextVector about(int topic, double other) {
        float[] numbers = new float[Embedder.DIMENSIONS];
        numbers[topic] = 1;
        numbers[10] = (float) other;
        return TextVector.of(numbers);
    }

    private static Entry entry(String document, int version, String tenant, List<String> experts, Indexed... passages) {
        return new Entry(document, version, tenant, experts, Map.of("region", "eu"), List.of(passages));
    }

    private static Indexed passage(int number, int topic, String text) {
        return new Indexed(number, text, about(topic, number / 10.0));
    }

    private static Query asked(String text, int topic, Ranking ranking) {
        return new Query(text, about(topic, 0), "", "", Map.of(), 10, ranking);
    }

    private static List<String> found(PassageIndex index, Query query) {
        return index.search(query).stream()
                .map(hit -> hit.document() + "@" + hit.version() + "#" + hit.passage())
                .toList();
    }

    @Test
    void it_holds_what_was_put_and_not_removed() {
        PassageIndex index = index();
        index.put(entry("one", 1, "", List.of(), passage(1, SKEW, "skewed keys")));
        index.put(entry("two", 1, "", List.of(), passage(1, SKEW, "skewed joins"), passage(2, SKEW, "salting")));
        index.put(entry("two", 2, "", List.of(), passage(1, SKEW, "joins that are skewed")));
        index.put(entry("three", 4, "", List.of(), passage(1, MONEY, "prices")));
        index.remove("three");

        assertThat(index.held()).containsExactlyInAnyOrderEntriesOf(Map.of("one", 1, "two", 2));
        assertThat(found(index, asked("skewed", SKEW, Ranking.VECTOR))).containsExactlyInAnyOrder("one@1#1", "two@2#1");
    }

    @Test
    void the_nearest_come_first_by_the_cosine() {
        PassageIndex index = index();
        index.put(entry("one", 1, "", List.of(), passage(9, SKEW, "c"), passage(1, SKEW, "a"), passage(5, SKEW, "b")));

        List<Hit> hits = index.search(asked("x", SKEW, Ranking.VECTOR));

        assertThat(hits).extracting(Hit::passage).containsExactly(1, 5, 9);
        assertThat(hits.getFirst().score())
                .isCloseTo(1 / Math.sqrt(1.01), org.assertj.core.api.Assertions.within(1e-4));
    }

    @Test
    void words_are_found_in_any_form_and_rare_ones_count_more() {
        PassageIndex index = index();
        index.put(entry(
                "one",
                1,
                "",
                List.of(),
                passage(1, SKEW, "Partitions of a table"),
                passage(2, SKEW, "Partitions, partitioned; the salting of keys in a table"),
                passage(3, SKEW, "A table of prices")));

        assertThat(found(index, asked("how is a table partitioned by salted keys", SKEW, Ranking.LEXICAL))
                        .getFirst())
                .isEqualTo("one@1#2");
        assertThat(found(index, asked("nowhere", SKEW, Ranking.LEXICAL))).isEmpty();
    }

    @Test
    void the_hybrid_ranking_puts_first_what_both_find() {
        PassageIndex index = index();
        index.put(entry(
                "one",
                1,
                "",
                List.of(),
                passage(1, SKEW, "nothing of the words"),
                passage(2, SKEW, "salted keys"),
                passage(3, FAR, "salted keys keys keys")));

        assertThat(found(index, asked("salted keys", SKEW, Ranking.HYBRID))).containsExactly("one@1#2", "one@1#1");
    }

    @Test
    void what_is_far_in_meaning_is_no_answer() {
        PassageIndex index = index();
        index.put(entry("one", 1, "", List.of(), passage(1, FAR, "salted peanuts")));

        assertThat(found(index, asked("salted keys", SKEW, Ranking.HYBRID))).isEmpty();
    }

    @Test
    void a_tenant_sees_its_own_and_those_for_all_and_nobody_elses() {
        PassageIndex index = index();
        index.put(entry("shared", 1, "", List.of(), passage(1, SKEW, "skewed keys")));
        index.put(entry("of-acme", 1, "acme", List.of(), passage(1, SKEW, "skewed keys")));
        index.put(entry("of-other", 1, "other", List.of(), passage(1, SKEW, "skewed keys")));

        for (Ranking ranking : Ranking.values()) {
            Query none = asked("skewed keys", SKEW, ranking);
            Query acme = new Query(none.text(), none.vector(), "", "acme", Map.of(), 10, ranking);
            assertThat(found(index, none)).containsExactly("shared@1#1");
            assertThat(found(index, acme)).containsExactlyInAnyOrder("shared@1#1", "of-acme@1#1");
        }
    }

    @Test
    void an_expert_sees_what_is_for_it_and_what_is_for_all() {
        PassageIndex index = index();
        index.put(entry("all", 1, "", List.of(), passage(1, SKEW, "skewed keys")));
        index.put(entry("two", 1, "", List.of("CostExpert", "SchemaExpert"), passage(1, SKEW, "skewed keys")));
        index.put(entry("other", 1, "", List.of("QualityExpert"), passage(1, SKEW, "skewed keys")));

        for (Ranking ranking : Ranking.values()) {
            Query any = asked("skewed keys", SKEW, ranking);
            Query cost = new Query(any.text(), any.vector(), "CostExpert", "", Map.of(), 10, ranking);
            assertThat(found(index, cost)).containsExactlyInAnyOrder("all@1#1", "two@1#1");
            assertThat(found(index, any)).hasSize(3);
        }
    }

    @Test
    void filters_decide_before_anything_is_ranked() {
        PassageIndex index = index();
        List<Indexed> many = new ArrayList<>();
        for (int number = 1; number <= 200; number++) {
            many.add(new Indexed(number, "skewed keys", about(SKEW, 0)));
        }
        index.put(new Entry("near", 1, "", List.of(), Map.of("region", "us"), many));
        index.put(new Entry(
                "wanted", 1, "", List.of(), Map.of("region", "eu", "kind", "law"), List.of(passage(9, SKEW, "keys"))));

        for (Ranking ranking : Ranking.values()) {
            Query query =
                    new Query("skewed keys", about(SKEW, 0), "", "", Map.of("region", "eu", "kind", "law"), 5, ranking);
            assertThat(found(index, query)).containsExactly("wanted@1#9");
        }
    }

    @Test
    void a_large_document_is_found_to_its_last_passage() {
        PassageIndex index = index();
        List<Indexed> many = new ArrayList<>();
        for (int number = 1; number <= 350; number++) {
            many.add(new Indexed(number, number == 350 ? "needle" : "hay", about(number == 350 ? SKEW : FAR, 0)));
        }
        index.put(new Entry("large", 3, "", List.of(), Map.of(), many));

        assertThat(found(index, asked("needle", SKEW, Ranking.HYBRID))).containsExactly("large@3#350");
        assertThat(index.held()).containsExactly(Map.entry("large", 3));
    }
}
