package org.opendatagov.orchestrator.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One case a construct and dialect; the cases are in {@code sql/constructs.txt}. */
class ConstructTest {
    static Stream<Arguments> cases() throws IOException {
        try (InputStream file = ConstructTest.class.getResourceAsStream("/sql/constructs.txt")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            String cases = text.substring(text.indexOf("\n\n") + 2);
            return Arrays.stream(cases.split("\n---\n")).flatMap(ConstructTest::dialects).toList().stream();
        }
    }

    private static Stream<Arguments> dialects(String one) {
        String[] lines = one.strip().split("\n", -1);
        return Arrays.stream(lines[0].split(" ")).map(dialect -> Arguments.of(dialect, lines[1], lines[2].strip()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void tables_and_columns_are_told(String dialect, String sql, String expected) {
        ScriptLineage lineage = Lineages.of(dialect, sql);

        assertThat(lineage.faults()).isEmpty();
        assertThat(Lineages.told(lineage)).isEqualTo(expected);
    }
}
