package org.opendatagov.orchestrator.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ShippedVectorsTest {
    /** The model's whole numbers are multiplied by other instructions on other processors, and rounded a little differently. */
    private static final double EQUAL = 0.99;

    private final ShippedVectors shipped = ShippedVectors.read();

    @Test
    void every_passage_of_the_starter_documents_has_the_vector_that_the_model_makes_of_it() {
        Map<String, TextVector> fresh = StarterVectors.fresh();

        assertThat(shipped.all().keySet())
                .as("run StarterVectors after changing a starter document")
                .isEqualTo(fresh.keySet());
        assertThat(shipped.all())
                .allSatisfy((hash, vector) -> assertThat(vector.similarity(Objects.requireNonNull(fresh.get(hash))))
                        .isGreaterThan(EQUAL));
    }

    @Test
    void a_text_without_a_vector_gets_one_in_its_place() {
        String known = PassageIndex.searched("t", "h", "unknown too");
        TextVector first = TextVector.of(new float[] {1, 0});
        TextVector second = TextVector.of(new float[] {0, 1});

        List<TextVector> vectors = shipped.of(List.of(known, "other"), texts -> {
            assertThat(texts).containsExactly(known, "other");
            return List.of(first, second);
        });

        assertThat(vectors).containsExactly(first, second);
    }
}
