package org.opendatagov.orchestrator.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

class TextDatasetsTest {
    private Path allowed = Path.of("");
    private Datasets datasets =
            TestDatasets.in(Path.of("target/test-data/none")).datasets();

    @BeforeEach
    void create(@TempDir Path folder) throws IOException {
        allowed = Files.createDirectories(folder.resolve("allowed"));
        datasets = TestDatasets.in(folder.resolve("data"), allowed).datasets();
    }

    private DatasetProfile profile(String name, String content, Charset charset) throws IOException {
        Path file = allowed.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content, charset);
        return profile(file);
    }

    private DatasetProfile profile(String name, String content) throws IOException {
        return profile(name, content, StandardCharsets.UTF_8);
    }

    private DatasetProfile profile(Path path) {
        return datasets.profile(datasets.open(path.toString(), Map.of()));
    }

    private static ColumnProfile column(DatasetProfile profile, int position) {
        return profile.columns().get(position);
    }

    @Test
    void columns_get_the_type_that_all_their_values_support() throws IOException {
        DatasetProfile profile = profile("types.csv", """
                whole,share,flag,day,moment,zip,when
                7,1.5,true,2024-01-02,2024-01-02T03:04:05Z,01234,13/01/2024
                -8,1e3,FALSE,2024-02-29,2024-01-02 03:04:05.5,90210,01/02/2024
                ,,,,,,
                """);
        assertThat(profile.columns())
                .extracting(ColumnProfile::physicalType)
                .containsExactly("BIGINT", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP", "VARCHAR", "VARCHAR");
        assertThat(profile.columns())
                .extracting(ColumnProfile::logicalType)
                .containsExactly("integer", "decimal", "boolean", "date", "timestamp", "text", "date");
        assertThat(column(profile, 6).logicalFormat()).isEqualTo("%d/%m/%Y");
        assertThat(column(profile, 0).nulls()).isEqualTo(1);
    }

    @Test
    void a_first_row_of_data_is_no_header() throws IOException {
        DatasetProfile profile = profile("people.csv", "ann@example.com,12\nbob@example.com,13\n");
        assertThat(profile.rows()).isEqualTo(2);
        assertThat(profile.toString()).doesNotContain("ann@example.com").doesNotContain("bob@example.com");
    }

    @Test
    void a_label_over_two_lines_is_read_whatever_the_lines_of_the_file_end_with() throws IOException {
        for (String end : java.util.List.of("\n", "\r\n")) {
            String text = String.join(end, "\"a\nb\",\"\"\"; DROP TABLE x; --\"", "1,\"x\ny\"", "2,", "");
            DatasetProfile profile = profile("label" + end.length() + ".csv", text);
            assertThat(profile.rows()).isEqualTo(2);
            assertThat(profile.columns())
                    .extracting(ColumnProfile::name)
                    .containsExactly("a\nb", "\"; DROP TABLE x; --");
        }
    }

    @Test
    void quotes_that_begin_late_and_lines_inside_them_are_read() throws IOException {
        StringBuilder text = new StringBuilder("id,note\n");
        for (int row = 0; row < 30_000; row++) {
            text.append(row).append(row == 29_000 ? ",\"a, b\nc\"\n" : ",plain\n");
        }
        DatasetProfile profile = profile("notes.csv", text.toString());
        assertThat(profile.rows()).isEqualTo(30_000);
        assertThat(profile.warnings()).isEmpty();
    }

    @Test
    void other_encodings_are_recognised() throws IOException {
        assertThat(column(profile("latin.csv", "stra\u00dfe,n\nm\u00fcller,1\n", StandardCharsets.ISO_8859_1), 0)
                        .name())
                .isEqualTo("straße");
        DatasetProfile wide = profile("wide.csv", "\ufeffa,b\n1,2\n", StandardCharsets.UTF_16LE);
        assertThat(wide.textFormat().orElseThrow().encoding()).isEqualTo("utf-16");
        assertThat(wide.columns()).hasSize(2);
    }

    @Test
    void latin_letters_far_from_the_beginning_are_read_too() throws IOException {
        String text = "id,name\n" + "1,plain\n".repeat(40_000) + "2,m\u00fcller\n";
        DatasetProfile profile = profile("late.csv", text, StandardCharsets.ISO_8859_1);
        assertThat(profile.rows()).isEqualTo(40_001);
        assertThat(profile.textFormat().orElseThrow().encoding()).isEqualTo("latin-1");
    }

    @Test
    void blank_and_repeated_labels_are_told() throws IOException {
        DatasetProfile profile = profile("labels.csv", "a,,a\n1,2,3\n");
        assertThat(profile.columns()).hasSize(3);
        assertThat(profile.warnings()).hasSize(2);
    }

    @Test
    void parts_with_other_columns_and_partition_keys_make_one_table() throws IOException {
        profile("sales/year=2024/a.csv", "x,y\n1,k\n2\n");
        DatasetProfile second = profile("sales/year=2025/b.csv", "y,x,z\nm,3,0\n");
        assertThat(second.columns()).hasSize(3);
        DatasetProfile all = profile(allowed.resolve("sales"));
        assertThat(all.columns()).extracting(ColumnProfile::name).containsExactly("x", "y", "year", "z");
        assertThat(all.rows()).isEqualTo(2);
        assertThat(all.warnings()).singleElement().asString().startsWith("year=2024/a.csv: 1 row");
        assertThat(all.textFormat().orElseThrow().ragged()).isEqualTo(1);
    }

    @Test
    void personal_data_inside_nested_values_is_found_by_its_path() throws IOException {
        DatasetProfile profile = profile("events.ndjson", """
                {"user":{"mail":"ann@example.com","visits":3},"tags":["a"]}
                {"user":{"mail":"bob@example.org","visits":4},"tags":[]}
                """);
        assertThat(column(profile, 0).logicalType()).isEqualTo("nested");
        assertThat(column(profile, 0).privacy().personal()).isTrue();
        assertThat(column(profile, 1).privacy().personal()).isFalse();
        assertThat(profile.toString()).doesNotContain("ann@example.com");
    }

    @Test
    void a_malformed_line_of_json_is_named_by_its_number_alone() {
        assertThatThrownBy(() -> profile("bad.ndjson", "{\"a\":1}\n{\"a\":2}\n{\"secret\": 078-05-1120\n"))
                .isInstanceOfSatisfying(OrchestratorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.UNREADABLE_DATASET);
                    assertThat(e.text()).contains("line 3").doesNotContain("078");
                });
    }

    @Test
    void equal_content_gives_an_equal_profile() throws IOException {
        StringBuilder text = new StringBuilder("id,amount,kind\n");
        for (int row = 0; row < 20_000; row++) {
            text.append(row)
                    .append(',')
                    .append(row * 0.37)
                    .append(",k")
                    .append(row % 7)
                    .append('\n');
        }
        DatasetProfile first = profile("one.csv", text.toString());
        create(Files.createDirectories(allowed.resolve("again")));
        assertThat(profile("two.csv", text.toString())).isEqualTo(first);
    }
}
