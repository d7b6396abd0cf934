package org.opendatagov.orchestrator.openlineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendatagov.orchestrator.openlineage.Events.changed;
import static org.opendatagov.orchestrator.openlineage.Events.columnLineage;
import static org.opendatagov.orchestrator.openlineage.Events.datasetEvent;
import static org.opendatagov.orchestrator.openlineage.Events.facet;
import static org.opendatagov.orchestrator.openlineage.Events.jobEvent;
import static org.opendatagov.orchestrator.openlineage.Events.run;
import static org.opendatagov.orchestrator.openlineage.Events.schema;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.adapter.postgres.TestLineage;
import org.opendatagov.orchestrator.catalog.CatalogColumn;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.CatalogJob;
import org.opendatagov.orchestrator.catalog.ColumnEdge;
import org.opendatagov.orchestrator.catalog.Direction;
import org.opendatagov.orchestrator.catalog.FoundBy;
import org.opendatagov.orchestrator.catalog.GraphQuery;
import org.opendatagov.orchestrator.catalog.JobRun;
import org.opendatagov.orchestrator.catalog.TestProfiles;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.problem.Problem;

class IntakeTest {
    private static final Instant MORNING = Instant.parse("2026-05-01T08:00:00Z");
    private static final UUID RUN = UUID.fromString("4d3b8069-69b6-4708-ade0-3275112c9f04");

    private final TestLineage test = TestLineage.create();

    private static Instant after(int minutes) {
        return MORNING.plus(Duration.ofMinutes(minutes));
    }

    private CatalogJob job(String name) {
        return test.lineage().jobsNamed(name, 10).getFirst();
    }

    private JobRun only(String job) {
        List<JobRun> runs = test.lineage().runs(job(job).id(), 10);
        assertThat(runs).hasSize(1);
        return runs.getFirst();
    }

    @Test
    void a_run_tells_of_job_run_datasets_and_edges() {
        EventBatch batch = test.send(
                run("load", RUN, "START", MORNING, List.of("shop.orders"), List.of()),
                run("load", RUN, "COMPLETE", after(8), List.of(), List.of("shop.totals")));

        assertThat(batch).isEqualTo(new EventBatch(2, 2, 0, List.of()));
        JobRun run = only("load");
        assertThat(run.state()).isEqualTo("COMPLETE");
        assertThat(run.duration()).contains(Duration.ofMinutes(8));
        assertThat(test.edges("orders", Direction.BOTH)).containsExactly("load > totals", "orders > load");
        CatalogDataset orders = test.catalog().find(test.id("orders")).orElseThrow();
        assertThat(orders.location()).isEqualTo("postgres://db:5432/shop.orders");
        assertThat(orders.profiled()).isFalse();
        assertThat(orders.rows()).isEmpty();
        assertThat(test.catalog().downstream(orders.id()))
                .extracting("downstream", "how")
                .containsExactly(org.assertj.core.groups.Tuple.tuple(test.id("totals"), "openlineage"));
    }

    @Test
    void the_same_event_again_changes_nothing_however_its_members_are_ordered() {
        Map<String, Object> event = run("load", RUN, "COMPLETE", MORNING, List.of("a"), List.of("b"));
        Map<String, Object> reordered = new LinkedHashMap<>();
        new ArrayList<>(event.keySet()).reversed().forEach(name -> reordered.put(name, event.get(name)));

        assertThat(test.send(event, event, reordered)).isEqualTo(new EventBatch(3, 1, 2, List.of()));
        assertThat(test.send(event).duplicates()).isEqualTo(1);
    }

    @Test
    void whatever_the_order_of_events_what_is_known_after_is_the_same() {
        UUID second = UUID.randomUUID();
        List<Map<String, Object>> events = List.of(
                run("load", RUN, "START", MORNING, List.of("a", "b"), List.of()),
                run("load", RUN, "RUNNING", after(1), List.of("a", "b"), List.of("c")),
                run("load", RUN, "COMPLETE", after(8), List.of(), List.of("c")),
                run("load", second, "START", after(60), List.of("a"), List.of()),
                run("load", second, "FAIL", after(61), List.of("a", "x"), List.of("d")),
                run("load", RUN, "OTHER", after(62), List.of(), List.of()),
                changed(
                        run(
                                "load",
                                UUID.fromString("e05901b1-3a06-4b98-8d9c-aaf188c9a28c"),
                                "COMPLETE",
                                after(90),
                                List.of("a"),
                                List.of("c")),
                        Map.of("schema", schema("id", "email"), "columnLineage", columnLineage(Map.of("id", "a.id"))),
                        "outputs",
                        "0",
                        "facets"),
                datasetEvent(
                        "c",
                        after(30),
                        Map.of("schema", schema("id"), "columnLineage", columnLineage(Map.of("id", "b.id")))));
        List<String> first = List.of();
        for (int seed = 0; seed < 6; seed++) {
            List<Map<String, Object>> shuffled = new ArrayList<>(events);
            if (seed > 0) {
                Collections.shuffle(shuffled, new Random(seed));
            }
            List<String> known = known(TestLineage.create(), shuffled);
            first = first.isEmpty() ? known : first;
            assertThat(known).as("order %d", seed).isEqualTo(first);
        }
        assertThat(first)
                .contains("a > load", "load > c", "COMPLETE PT8M", "FAIL PT1M", "c: id, email")
                .doesNotContain("b > load");
    }

    private static List<String> known(TestLineage test, List<Map<String, Object>> events) {
        assertThat(test.intake().take(events).problems()).isEmpty();
        List<String> known = new ArrayList<>(test.edges("a", Direction.BOTH));
        String job = test.lineage().jobs("load", 1).getFirst().id();
        test.lineage()
                .runs(job, 10)
                .forEach(run -> known.add(
                        run.state() + run.duration().map(time -> " " + time).orElse("")));
        known.add("c: "
                + String.join(
                        ", ",
                        test.catalog().find(test.id("c")).orElseThrow().columns().stream()
                                .map(CatalogColumn::name)
                                .toList()));
        test.lineage()
                .columns(List.of(test.id("c")), Direction.UPSTREAM)
                .forEach(edge -> known.add(edge.upstreamColumn() + " " + edge.firstSeen()));
        return known;
    }

    @Test
    void clocks_that_disagree_give_no_negative_duration_and_a_day_ahead_is_refused() {
        EventBatch batch = test.send(
                run("load", RUN, "START", after(5), List.of("a"), List.of("b")),
                run("load", RUN, "COMPLETE", MORNING, List.of("a"), List.of("b")),
                run("load", RUN, "COMPLETE", TestLineage.NOW.plus(Duration.ofDays(2)), List.of(), List.of()));

        assertThat(only("load").state()).isEqualTo("COMPLETE");
        assertThat(only("load").duration()).isEmpty();
        assertThat(batch.problems()).extracting(Problem::path).containsExactly("/2/eventTime");
    }

    @Test
    void every_wrong_field_is_named_and_the_rest_of_the_batch_is_kept() {
        Map<String, Object> right = run("load", RUN, "COMPLETE", MORNING, List.of("a"), List.of("b"));
        EventBatch batch = test.send(
                right,
                changed(right, null, "eventTime"),
                changed(right, "yesterday", "eventTime"),
                changed(right, "FINISHED", "eventType"),
                changed(right, "1-1-1-1-1", "run", "runId"),
                changed(changed(right, null, "job", "name"), null, "producer"),
                changed(right, "none", "inputs"),
                changed(right, 7, "inputs", "0", "namespace"),
                changed(right, "x", "outputs", "0", "facets", "a/b"),
                changed(right, null, "run"),
                "no object",
                Map.of("eventTime", MORNING.toString(), "producer", "https://x.org", "schemaURL", "https://x.org/y"),
                changed(
                        right,
                        facet(Map.of("fields", Map.of("id", Map.of("inputFields", List.of(Map.of("name", "x")))))),
                        "outputs",
                        "0",
                        "facets",
                        "columnLineage"),
                changed(right, "OTHER", "eventType"));

        assertThat(batch.received()).isEqualTo(14);
        assertThat(batch.kept()).isEqualTo(2);
        assertThat(batch.problems())
                .extracting(Problem::path)
                .containsExactly(
                        "/1/eventTime",
                        "/2/eventTime",
                        "/3/eventType",
                        "/4/run/runId",
                        "/5/producer",
                        "/5/job/name",
                        "/6/inputs",
                        "/7/inputs/0/namespace",
                        "/8/outputs/0/facets/a~1b",
                        "/9/run",
                        "/10",
                        "/11",
                        "/12/outputs/0/facets/columnLineage/fields/id/inputFields/0/namespace",
                        "/12/outputs/0/facets/columnLineage/fields/id/inputFields/0/field");
    }

    @Test
    void facets_are_kept_unknown_ones_too_and_passwords_in_addresses_are_not() {
        test.send(
                datasetEvent("a", after(1), Map.of("ours", facet(Map.of("any", List.of(1, Map.of("x", true)))))),
                datasetEvent(
                        "a", MORNING, Map.of("ours", facet(Map.of("any", "older")), "more", facet(Map.of("k", 1)))),
                datasetEvent(
                        "a",
                        after(2),
                        Map.of("dataSource", facet(Map.of("uri", "postgres://me:hunter2@db:5432/shop")))),
                datasetEvent("a", after(3), Map.of("more", facet(Map.of("_deleted", true)))));
        Map<String, Object> facets = test.catalog().knowledge(test.id("a")).facets();

        assertThat(facets).containsOnlyKeys("dataSource", "ours");
        assertThat(String.valueOf(facets.get("ours"))).contains("any=[1, {x=true}]");
        assertThat(String.valueOf(facets)).contains("postgres://me:***@db").doesNotContain("hunter2");
    }

    @Test
    void columns_come_from_schema_and_tags_and_say_how_their_class_was_found() {
        Map<String, Object> tags = facet(Map.of(
                "tags",
                List.of(
                        Map.of("key", "pii", "value", "true", "field", "contact"),
                        Map.of("key", "pii", "value", "phone", "field", "line"),
                        Map.of("key", "pii", "value", "false", "field", "amount"))));
        test.send(datasetEvent(
                "people", MORNING, Map.of("schema", schema("email", "contact", "line", "amount"), "tags", tags)));

        assertThat(test.catalog().find(test.id("people")).orElseThrow().columns())
                .extracting(CatalogColumn::name, column -> column.privacy().personal(), CatalogColumn::foundBy)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("email", true, FoundBy.LABEL),
                        org.assertj.core.groups.Tuple.tuple("contact", true, FoundBy.TAG),
                        org.assertj.core.groups.Tuple.tuple("line", true, FoundBy.TAG),
                        org.assertj.core.groups.Tuple.tuple("amount", false, FoundBy.LABEL));
    }

    @Test
    void what_is_onboarded_and_what_events_name_is_one_dataset_in_either_order() {
        Dataset orders = dataset("s3://lake/bronze/orders/*.parquet");
        Dataset people = dataset("s3://lake/people.parquet");
        test.catalog().record(people, TestProfiles.profile(people, TestProfiles.column("id", "integer", 100)));
        test.send(run(
                "load",
                RUN,
                "COMPLETE",
                MORNING,
                List.of("s3://lake/bronze/orders", "s3://lake//people.parquet"),
                List.of("s3://lake/out")));
        test.catalog().declare(test.id("s3://lake/bronze/orders"), Map.of("owner", "sales"));
        String before = test.id("s3://lake/bronze/orders");
        CatalogDataset recorded =
                test.catalog().record(orders, TestProfiles.profile(orders, TestProfiles.column("id", "integer", 100)));

        assertThat(test.catalog().search("", 10)).hasSize(3);
        assertThat(recorded.declarations().owner()).contains("sales");
        assertThat(test.catalog().find(before)).as("the id it had before").contains(recorded);
        assertThat(test.edges("out", Direction.UPSTREAM))
                .containsExactly("load > out", "orders > load", "people > load");
    }

    private static Dataset dataset(String location) {
        Dataset made = TestProfiles.dataset(location, "f1");
        return new Dataset(
                Dataset.id(location), location, made.format(), made.fingerprint(), made.bytes(), made.parts());
    }

    @Test
    void a_symlink_is_another_name_of_the_same_dataset_and_what_both_had_is_joined() {
        UUID other = UUID.randomUUID();
        test.send(
                run("write", RUN, "COMPLETE", MORNING, List.of("raw"), List.of("s3://lake/warehouse/people")),
                run("read", other, "COMPLETE", after(1), List.of("hive.people"), List.of("report")));
        Map<String, Object> link = facet(Map.of(
                "identifiers",
                List.of(Map.of("namespace", "postgres://db:5432", "name", "hive.people", "type", "TABLE"))));
        test.send(datasetEvent("s3://lake/warehouse/people", after(2), Map.of("symlinks", link)));

        assertThat(test.edges("raw", Direction.DOWNSTREAM))
                .containsExactly("people > read", "raw > write", "read > report", "write > people");
        assertThat(test.catalog().knowledge(test.id("people")).names()).hasSize(2);
    }

    @Test
    void a_job_that_does_without_an_input_has_ended_that_edge_and_it_is_still_known_when_it_was() {
        test.send(
                run("load", RUN, "COMPLETE", MORNING, List.of("a", "b"), List.of("c")),
                run("load", UUID.randomUUID(), "COMPLETE", after(60), List.of("a"), List.of("c")),
                jobEvent("report", after(70), List.of("c"), List.of("d")));

        assertThat(test.edges("c", Direction.BOTH)).containsExactly("a > load", "c > report", "load > c", "report > d");
        GraphQuery then = new GraphQuery(List.of(test.id("c")), Direction.BOTH, 5, 100, Optional.of(after(30)));
        assertThat(TestLineage.edges(test.lineage().graph(then))).containsExactly("a > load", "b > load", "load > c");
    }

    @Test
    void an_edge_ends_with_the_first_run_that_does_without_it_in_whatever_order_they_are_told() {
        List<Map<String, Object>> events = List.of(
                run("load", RUN, "COMPLETE", MORNING, List.of("a", "b", "x"), List.of("c")),
                run("load", UUID.randomUUID(), "COMPLETE", after(60), List.of("a"), List.of("c")),
                run("load", UUID.randomUUID(), "COMPLETE", after(120), List.of("a", "x"), List.of("c")),
                jobEvent("load", after(180), List.of("a"), List.of()),
                run(
                        "load",
                        UUID.fromString("e05901b1-3a06-4b98-8d9c-aaf188c9a28c"),
                        "COMPLETE",
                        after(240),
                        List.of("d"),
                        List.of()),
                run(
                        "load",
                        UUID.fromString("e05901b1-3a06-4b98-8d9c-aaf188c9a28c"),
                        "FAIL",
                        after(241),
                        List.of(),
                        List.of()));
        for (int seed = 0; seed < 6; seed++) {
            List<Map<String, Object>> shuffled = new ArrayList<>(events);
            Collections.shuffle(shuffled, new Random(seed));
            TestLineage other = TestLineage.create();
            assertThat(other.intake().take(shuffled).problems()).isEmpty();

            assertThat(at(other, after(30))).containsExactly("a > load", "b > load", "load > c", "x > load");
            assertThat(at(other, after(90))).containsExactly("a > load", "load > c", "x > load");
            assertThat(at(other, after(230))).containsExactly("a > load", "load > c");
            assertThat(other.edges("c", Direction.BOTH)).containsExactly("a > load", "d > load", "load > c");
        }
    }

    private static List<String> at(TestLineage test, Instant time) {
        return TestLineage.edges(
                test.lineage().graph(new GraphQuery(List.of(test.id("c")), Direction.BOTH, 5, 100, Optional.of(time))));
    }

    @Test
    void the_start_of_a_run_that_comes_late_moves_the_end_of_what_it_does_without() {
        UUID second = UUID.randomUUID();
        test.send(
                run("load", RUN, "COMPLETE", MORNING, List.of("a", "b"), List.of("c")),
                run("load", second, "COMPLETE", after(60), List.of("a"), List.of("c")),
                run("load", second, "START", after(20), List.of(), List.of()));

        assertThat(at(test, after(10))).contains("b > load");
        assertThat(at(test, after(30))).doesNotContain("b > load");
    }

    @Test
    void between_many_nodes_of_which_each_leads_to_each_the_answer_is_whole() {
        List<String> sources = names("in");
        test.send(java.util.stream.IntStream.range(0, 30)
                .mapToObj(number -> run("job" + number, UUID.randomUUID(), "COMPLETE", MORNING, sources, names("out")))
                .toArray());
        var graph = test.lineage()
                .graph(new GraphQuery(
                        sources.stream().map(test::id).toList(), Direction.DOWNSTREAM, 5, 100, Optional.empty()));

        assertThat(graph.nodes()).hasSize(90);
        assertThat(graph.edges()).hasSize(1_800);
        assertThat(graph.complete()).isTrue();
    }

    private static List<String> names(String prefix) {
        return java.util.stream.IntStream.range(0, 30)
                .mapToObj(number -> "%s_%02d".formatted(prefix, number))
                .toList();
    }

    @Test
    void names_and_owners_of_nodes_are_those_of_the_newest_event() {
        test.send(
                run("load", RUN, "COMPLETE", MORNING, List.of("a"), List.of("c")),
                datasetEvent("a", after(2), Map.of("ownership", owners("new"))),
                datasetEvent("a", after(1), Map.of("ownership", owners("old"))));

        assertThat(test.lineage()
                        .graph(GraphQuery.of(test.id("a"), Direction.DOWNSTREAM))
                        .nodes()
                        .getFirst())
                .satisfies(node -> {
                    assertThat(node.owners()).containsExactly("new");
                    assertThat(node.namespace()).contains("postgres://db:5432");
                });
    }

    private static Map<String, Object> owners(String name) {
        return facet(Map.of("owners", List.of(Map.of("name", name))));
    }

    @Test
    void columns_are_followed_with_what_is_done_to_them() {
        test.send(changed(
                run("load", RUN, "COMPLETE", MORNING, List.of("people"), List.of("report")),
                columnLineage(Map.of("mail", "people.email!", "name", "people.name")),
                "outputs",
                "0",
                "facets",
                "columnLineage"));

        assertThat(test.lineage().columns(List.of(test.id("people")), Direction.DOWNSTREAM))
                .extracting(ColumnEdge::upstreamColumn, ColumnEdge::downstreamColumn, ColumnEdge::masking)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("email", "mail", true),
                        org.assertj.core.groups.Tuple.tuple("name", "name", false));
    }

    @Test
    void cycles_end_and_a_bounded_answer_says_where_there_is_more() {
        test.send(
                run("one", UUID.randomUUID(), "COMPLETE", MORNING, List.of("a"), List.of("b")),
                run("two", UUID.randomUUID(), "COMPLETE", MORNING, List.of("b"), List.of("c")),
                run("three", UUID.randomUUID(), "COMPLETE", MORNING, List.of("c"), List.of("a")),
                run("self", UUID.randomUUID(), "COMPLETE", MORNING, List.of("c"), List.of("c")));

        assertThat(test.edges("a", Direction.DOWNSTREAM)).hasSize(8);
        var near = test.lineage()
                .graph(new GraphQuery(List.of(test.id("a")), Direction.DOWNSTREAM, 1, 100, Optional.empty()));
        assertThat(TestLineage.edges(near)).containsExactly("a > one", "one > b");
        assertThat(near.complete()).isFalse();
        assertThat(near.open()).containsExactly(test.id("b"));
        var few = test.lineage()
                .graph(new GraphQuery(List.of(test.id("a")), Direction.DOWNSTREAM, 9, 3, Optional.empty()));
        assertThat(few.nodes()).hasSize(3);
        assertThat(few.complete()).isFalse();
    }
}
