package org.opendatagov.orchestrator.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnDecisionTest {
    private static List<String> classes(String label, String type, List<String> values) {
        ColumnScan scan = new StandardDetectors().scan(label, type);
        values.forEach(value -> scan.accept(value, 1));
        return scan.verdict().classes().stream().map(ClassMatch::name).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "email, maria@example.com, email",
        "Geburtsdatum, 12.03.1975, birth_date",
        "dtNascimento, 12/03/1975, birth_date",
        "DOB, 19750312, birth_date",
        "born_on, 12 Mar 1975, birth_date",
        "data_di_nascita, 1975-03-12, birth_date",
        "nom_de_famille, Dubois, person_name",
        "custFirstName, Xóchitl, person_name",
        "correo, ana@correo.es, email",
        "Telefonnummer, 030 123456, phone",
        "celular2, (11) 91234-5678, phone",
        "Straße, Hauptstraße 5, postal_address",
        "endereço, Rua Augusta 100, postal_address",
        "Geschlecht, weiblich, gender",
        "sexo, F, gender",
        "passportNo, C01X00T47, passport",
        "conta_bancaria, 0012345678, bank_account",
        "diagnóstico, gripe, health",
        "religião, católica, religion",
        "raça, parda, ethnicity",
        "src_ip, 10.2.3.4, ip_address",
        "SSN, 536228726, us_ssn"
    })
    void labels_in_many_languages_say_what_values_confirm(String label, String value, String expected) {
        assertThat(classes(label, "VARCHAR", List.of(value))).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "email, 12345",
        "phone, 2024-01-15",
        "phone, 12345.67",
        "first_name, AB-1234",
        "birth_date, 19.99",
        "birth_weight, 3250",
        "ssn, 42",
        "ip_address, blue",
        "gender, 37",
        "email_status, sent",
        "card_type, visa",
        "iban, 1234",
        "phone_model, Nokia 3310",
        "is_email_valid, true",
        "race_number, 42",
        "orientation, landscape",
        "iris_width, 1.4",
        "version, 10.2.3.4",
        "page_address, 0x00ff",
        "address, {\"a\": 1}"
    })
    void a_label_decides_nothing_that_values_contradict(String label, String value) {
        assertThat(classes(label, "VARCHAR", List.of(value))).isEmpty();
    }

    @Test
    void one_value_inside_text_makes_its_column_personal() {
        List<String> notes = List.of("ordered a lamp", "asked to call +1 202-555-0143 again", "nothing", "paid");
        assertThat(classes("notes", "VARCHAR", notes)).containsExactly("phone");
        assertThat(classes("c3", "VARCHAR", List.of("a", "b", "card 4111 1111 1111 1111", "d")))
                .containsExactly("credit_card");
    }

    @Test
    void numbers_of_which_a_tenth_passes_luhn_are_no_cards() {
        List<String> numbers = IntStream.range(0, 500)
                .mapToObj(index -> "order " + (4_000_123_400_000_000L + index))
                .toList();
        assertThat(classes("reference", "VARCHAR", numbers)).isEmpty();
    }

    @Test
    void social_security_numbers_without_a_label_or_dashes_are_told_by_their_spread() {
        List<String> spread = IntStream.range(1, 80)
                .mapToObj(index -> String.valueOf((index * 37L % 660 + 1) * 1_000_000L + 110_000 + index * 7L))
                .toList();
        List<String> inTurn = IntStream.range(1, 80)
                .mapToObj(index -> String.valueOf(204_510_000 + index))
                .toList();
        assertThat(classes("c7", "BIGINT", spread)).containsExactly("us_ssn");
        assertThat(classes("c7", "BIGINT", inTurn)).isEmpty();
    }

    @Test
    void dates_without_a_label_are_of_birth_where_they_lie_over_decades() {
        List<String> births = IntStream.range(0, 60)
                .mapToObj(index -> (1940 + index) + "-03-12")
                .toList();
        List<String> orders = IntStream.range(0, 60)
                .mapToObj(index -> (2015 + index % 10) + "-03-" + (10 + index % 20))
                .distinct()
                .toList();
        assertThat(classes("c7", "DATE", births)).containsExactly("birth_date");
        assertThat(classes("c7", "DATE", orders)).isEmpty();
        assertThat(classes("founded", "DATE", births)).isEmpty();
    }

    @Test
    void the_order_of_many_values_changes_nothing() {
        List<String> names = IntStream.range(0, 50_000)
                .mapToObj(index -> "Maria Silva" + (char) ('a' + index % 26)
                        + Integer.toString(index, 26).replaceAll("[0-9]", "x"))
                .distinct()
                .toList();
        assertThat(classes("c1", "VARCHAR", names)).isEqualTo(classes("c1", "VARCHAR", names.reversed()));
    }

    @Test
    void a_mask_keeps_the_shape_and_no_character() {
        assertThat(Masking.shape("Ana-12 é ß 東")).isEqualTo("Xxx-99 x x x");
        assertThat(Masking.shape("नमस्ते")).doesNotContain("न", "म", "स", "त", "े", "्");
        assertThat(Masking.shape("x".repeat(50))).hasSize(41);
    }

    @Test
    void a_label_that_is_a_value_is_known_as_one() {
        assertThat(List.of("maria@example.com", "536-22-8726", "+1 202-555-0143", "Maria Garcia", "192.168.1.20"))
                .allMatch(PersonalLabels::tells);
        assertThat(List.of("email", "first name", "2024-01-15", "Total 2023", "12", "1.2.3.4", "Grant Amount", "c7"))
                .noneMatch(PersonalLabels::tells);
    }
}
