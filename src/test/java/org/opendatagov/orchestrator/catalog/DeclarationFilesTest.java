package org.opendatagov.orchestrator.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.problem.Problem;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DeclarationFilesTest {
    @TempDir
    private Path folder;

    private final Map<String, Map<String, Object>> stated = new TreeMap<>();

    private DeclarationsRead read() {
        return new DeclarationFiles(new CatalogSettings(folder), stated::put).reload();
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }

    private static List<String> paths(DeclarationsRead read, String file) {
        return read.skipped().getOrDefault(file, List.of()).stream()
                .map(Problem::path)
                .toList();
    }

    @Test
    void all_datasets_of_all_files_are_stated() throws Exception {
        write("a.yaml", """
                datasets:
                  - location: samples/customer_transactions.parquet
                    owner: sales
                    retention: P2Y
                    upstream: [orders, customers]
                    schedule: {runs_per_month: 30, hours_per_run: 0.5, executors: 1, executor_rate: 3}
                  - {location: "s3://lake/events/", region: eu-west-1}
                """);
        write("b.yml", "datasets: [{location: b.csv, tags: [gold], owner: null}]");
        write("notes.txt", "no: [yaml");
        DeclarationsRead read = read();

        assertThat(read.skipped()).isEmpty();
        assertThat(read.locations())
                .containsExactly("samples/customer_transactions.parquet", "s3://lake/events/", "b.csv");
        assertThat(stated.get("s3://lake/events/")).isEqualTo(Map.of("region", "eu-west-1"));
        assertThat(stated.get("b.csv")).containsEntry("owner", null);
    }

    @Test
    void a_wrong_file_is_skipped_whole_with_all_its_problems_and_the_others_are_taken() throws Exception {
        write("good.yaml", "datasets: [{location: good.csv, owner: sales}]");
        write("wrong.yaml", """
                version: 1
                datasets:
                  - {location: fine.csv, owner: sales}
                  - {owner: 5, retention: soon, colour: red}
                  - text
                  - {location: fine.csv}
                """);
        DeclarationsRead read = read();

        assertThat(paths(read, "wrong.yaml"))
                .containsExactlyInAnyOrder(
                        "/version",
                        "/datasets/1/owner",
                        "/datasets/1/retention",
                        "/datasets/1/colour",
                        "/datasets/1/location",
                        "/datasets/2",
                        "/datasets/3/location");
        assertThat(stated).containsOnlyKeys("good.csv");
    }

    @Test
    void what_is_no_yaml_says_where_and_quotes_nothing() throws Exception {
        write("broken.yaml", "datasets:\n  - {location: secret.csv, owner: [\n");
        write("empty.yaml", "");
        write("list.yaml", "[1, 2]");
        write("twice.yaml", "datasets: [{location: a.csv, owner: x, owner: y}]");
        DeclarationsRead read = read();

        assertThat(read.skipped()).containsOnlyKeys("broken.yaml", "empty.yaml", "list.yaml", "twice.yaml");
        assertThat(read.skipped().getOrDefault("broken.yaml", List.of()))
                .extracting(Problem::message)
                .allMatch(message -> message.contains("line") && !message.contains("secret"));
        assertThat(stated).isEmpty();
    }

    @Test
    void a_dataset_that_an_earlier_file_declares_makes_the_later_file_wrong() throws Exception {
        write("a.yaml", "datasets: [{location: a.csv, owner: first}]");
        write("b.yaml", "datasets: [{location: b.csv, owner: x}, {location: a.csv, owner: second}]");
        DeclarationsRead read = read();

        assertThat(read.skipped()).containsOnlyKeys("b.yaml");
        assertThat(read.skipped().get("b.yaml"))
                .containsExactly(new Problem(
                        "invalid_declaration",
                        "/datasets/1/location",
                        "'a.csv' is declared by 'a.yaml' too; declare each dataset once."));
        assertThat(stated).containsOnlyKeys("a.csv").containsEntry("a.csv", Map.of("owner", "first"));
    }

    @Test
    void declarations_that_contradict_each_other_within_a_file_are_told_with_both_places() throws Exception {
        write("twice.yaml", "datasets: [{location: a.csv, owner: x}, {location: b.csv}, {location: a.csv, owner: y}]");
        write("nobody.yaml", """
                datasets:
                  - {location: c.csv, recipients: [None, payment provider]}
                  - {location: d.csv, recipients: [none], transfers: [US]}
                  - {location: e.csv, recipients: [none], transfers: []}
                """);
        DeclarationsRead read = read();

        assertThat(read.skipped().get("twice.yaml"))
                .containsExactly(new Problem(
                        "invalid_declaration",
                        "/datasets/2/location",
                        "'location' is declared at /datasets/0/location too; declare each dataset once."));
        assertThat(read.skipped().get("nobody.yaml"))
                .extracting(Problem::path, Problem::message)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "/datasets/0/recipients", "'recipients' are none and others at once; give either."));
        assertThat(stated).isEmpty();
    }

    @Test
    void there_need_not_be_a_folder() {
        DeclarationFiles files =
                new DeclarationFiles(new CatalogSettings(folder.resolve("none")), (location, statements) -> {});

        assertThat(files.reload().locations()).isEmpty();
    }

    @Test
    void the_folder_is_called_declarations_unless_set() {
        Binder defaults = new Binder(new MapConfigurationPropertySource(Map.of()));
        Binder set = new Binder(
                new MapConfigurationPropertySource(Map.of("orchestrator.catalog.declarations", "elsewhere")));

        assertThat(defaults.bindOrCreate("orchestrator.catalog", CatalogSettings.class))
                .isEqualTo(new CatalogSettings(Path.of("declarations")));
        assertThat(set.bindOrCreate("orchestrator.catalog", CatalogSettings.class))
                .isEqualTo(new CatalogSettings(Path.of("elsewhere")));
    }
}
