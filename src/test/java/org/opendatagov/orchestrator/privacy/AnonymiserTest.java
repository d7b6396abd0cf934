package org.opendatagov.orchestrator.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AnonymiserTest {
    private static final Map<String, List<String>> VALUES = PersonalExamples.VALUES;

    static List<String> classes() {
        return List.copyOf(VALUES.keySet());
    }

    static List<String> telling() {
        return PersonalExamples.TELLING;
    }

    private static List<String> of(String name) {
        return Objects.requireNonNull(VALUES.get(name));
    }

    @Test
    void every_class_of_the_detectors_has_a_value_here() {
        assertThat(VALUES.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Detector.values()).map(Enum::name).toList());
    }

    @ParameterizedTest
    @MethodSource("classes")
    void a_value_under_its_label_goes_and_comes_back(String name) {
        String label = of(name).getFirst();
        String value = of(name).getLast();
        Anonymiser anonymiser = new Anonymiser();

        String open = String.valueOf(anonymiser.value(Map.of(label, value, "other", List.of(Map.of(label, value)))));

        assertThat(open).doesNotContain(value).contains(label);
        assertThat(anonymiser.restored(open)).contains(value);
    }

    @ParameterizedTest
    @MethodSource("classes")
    void a_value_in_a_sentence_behind_its_label_goes(String name) {
        String label = of(name).getFirst();
        String value = of(name).getLast();
        Anonymiser anonymiser = new Anonymiser();

        String open = anonymiser.text("Ask her, " + label.replace('_', ' ') + ": " + value + ", before you load it.");

        assertThat(open).doesNotContain(value).contains("before you load it");
        assertThat(anonymiser.restored(open)).contains(value);
    }

    @ParameterizedTest
    @MethodSource("telling")
    void a_value_whose_form_tells_goes_wherever_it_stands(String name) {
        String value = of(name).getLast();

        for (String text : List.of(
                value,
                "see " + value,
                value + " asked for it",
                "SELECT * FROM t -- " + value + "\nWHERE x = '" + value + "'",
                "(" + value + ")")) {
            assertThat(new Anonymiser().text(text)).as(text).doesNotContain(value);
        }
    }

    @Test
    void a_name_in_the_name_of_a_file_goes() {
        assertThat(new Anonymiser().text("/inbox/maria_silva_orders.csv")).doesNotContainIgnoringCase("maria_silva");
        assertThat(new Anonymiser().text("s3://bucket/maria%40example.com/x.csv"))
                .doesNotContain("maria");
    }

    @Test
    void the_same_value_is_the_same_placeholder_and_another_one_is_not() {
        Anonymiser anonymiser = new Anonymiser();

        assertThat(anonymiser.text("from a@example.com to b@example.com, cc a@example.com"))
                .isEqualTo("from <EMAIL_1> to <EMAIL_2>, cc <EMAIL_1>");
        assertThat(anonymiser.restored("<EMAIL_2> and <EMAIL_3>")).isEqualTo("b@example.com and <EMAIL_3>");
    }

    @Test
    void what_looks_like_a_placeholder_in_data_is_no_way_to_a_value() {
        Anonymiser anonymiser = new Anonymiser();
        anonymiser.text("a@example.com");

        String open = anonymiser.text("column <EMAIL_1>");

        assertThat(open).isEqualTo("column <TEXT_1>");
        assertThat(anonymiser.restored(open)).isEqualTo("column <EMAIL_1>");
    }

    @Test
    void a_secret_goes_and_never_comes_back() {
        Anonymiser anonymiser = new Anonymiser();
        anonymiser.secret("My mother, Maria Quattlefield, lives there.");

        String open = anonymiser.text("found in 'My mother, Maria Quattlefield, lives there.': Maria Quattlefield");

        assertThat(open).doesNotContain("mother", "Quattlefield");
        assertThat(anonymiser.restored(open)).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "Column `amount` has 1234 missing values of 2000000",
        "Rows 20000 and a mean of 12.5 over 3 months",
        "spark.sql.shuffle.partitions = 200",
        "Art. 5(1)(e) of Regulation (EU) 2016/679",
        "The time is 12:30:45 on 2026-01-31",
        "schema_analysis needs attention",
        "HIGH",
        "more than 50 categories, and 0.5 either way of the mean of all of them at least",
        "null share of created_at: 0.25"
    })
    void what_is_nobodys_stays(String text) {
        assertThat(new Anonymiser().text(text)).isEqualTo(text);
    }

    @Test
    void figures_stay_numbers() {
        Map<String, Object> figures = Map.of("rows", 2_025_550_143L, "bytes", 219_109_998L, "share", 0.5);

        assertThat(new Anonymiser().value(figures)).isEqualTo(figures);
        assertThat(new Anonymiser().value(Map.of("ssn", 219_109_998L))).isNotEqualTo(Map.of("ssn", 219_109_998L));
    }
}
