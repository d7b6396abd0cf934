package org.opendatagov.orchestrator.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.opendatagov.orchestrator.catalog.TestProfiles.column;
import static org.opendatagov.orchestrator.catalog.TestProfiles.dataset;
import static org.opendatagov.orchestrator.catalog.TestProfiles.personal;
import static org.opendatagov.orchestrator.catalog.TestProfiles.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/** What every catalogue does. */
public abstract class CatalogContract {
    /** An empty catalogue, the same for all calls of one test. */
    protected abstract Catalog catalog();

    protected abstract StatedDeclarations stated();

    private CatalogDataset recorded(String location) {
        Dataset dataset = dataset(location, "f1");
        return catalog().record(dataset, profile(dataset, column("id", "integer", 100)));
    }

    @Test
    void a_dataset_is_found_by_id_and_location_with_its_columns() {
        Dataset dataset = dataset("s3://lake/bronze/orders.csv.gz", "f1");
        CatalogDataset recorded = catalog()
                .record(
                        dataset,
                        profile(
                                dataset,
                                column("order_id", "integer", 100),
                                column("odd \u0000 \"label\"", "text", 3),
                                personal("mail", false, "email")));

        assertThat(recorded.name()).isEqualTo("orders");
        assertThat(recorded.columns().get(0).unique()).isTrue();
        assertThat(recorded.columns().get(0).keys()).containsExactly("order_id");
        assertThat(recorded.columns().get(1).name()).isEqualTo("odd \u0000 \"label\"");
        assertThat(recorded.columns().get(2).privacy().classes())
                .extracting("name")
                .containsExactly("email");
        assertThat(catalog().find(dataset.id())).contains(recorded);
        assertThat(catalog().findByLocation(dataset.location())).contains(recorded);
        assertThat(catalog().find("0000000000000000")).isEmpty();
    }

    @Test
    void the_same_fingerprint_is_one_profile_and_a_new_one_comes_first() {
        for (String fingerprint : List.of("f1", "f2", "f2", "f1", "f3")) {
            Dataset dataset = dataset("a.parquet", fingerprint);
            catalog().record(dataset, profile(dataset, column("id", "integer", 100)));
        }

        String id = dataset("a.parquet", "f1").id();
        List<ProfileSnapshot> profiles = catalog().profiles(id, 10);
        assertThat(profiles)
                .extracting(snapshot -> snapshot.profile().fingerprint())
                .containsExactly("f3", "f2", "f1");
        assertThat(profiles.getFirst().profile().columns()).isEqualTo(List.of(column("id", "integer", 100)));
        assertThat(profiles.getFirst().at()).isAfterOrEqualTo(profiles.getLast().at());
        assertThat(catalog().profiles(id, 2)).hasSize(2);
        assertThat(catalog().find(id).orElseThrow().fingerprint()).contains("f3");
    }

    @Test
    void search_looks_at_name_location_owner_and_tags_alone() {
        CatalogDataset orders = recorded("lake/orders.parquet");
        CatalogDataset people = recorded("lake/100%_people.parquet");
        catalog().declare(orders.id(), Map.of("owner", "sales team", "tags", List.of("gold"), "purpose", "billing"));

        assertThat(catalog().search("", 10)).extracting("id").containsExactly(people.id(), orders.id());
        assertThat(catalog().search("ORDERS", 10)).extracting("id").containsExactly(orders.id());
        assertThat(catalog().search("sales", 10)).extracting("id").containsExactly(orders.id());
        assertThat(catalog().search("gold", 10)).extracting("id").containsExactly(orders.id());
        assertThat(catalog().search("%_p", 10)).extracting("id").containsExactly(people.id());
        assertThat(catalog().search("billing", 10)).isEmpty();
        assertThat(catalog().search("owner", 10)).isEmpty();
        assertThat(catalog().search("", 1)).hasSize(1);
    }

    @Test
    void the_inventory_holds_what_is_found_or_said_to_be_personal_by_location_and_in_scope() {
        Dataset people = dataset("lake/people.parquet", "f1");
        catalog().record(people, profile(people, column("id", "integer", 9), personal("mail", false, "email")));
        List<Map<String, Object>> said = List.of(
                Map.of("data_subjects", List.of("customers"), "owner", "Sales", "tags", List.of("Gold", "x")),
                Map.of("lawful_basis", "consent", "owner", "sales"),
                Map.of("special_category_condition", "health_care"),
                Map.of("consent_source", "crm", "region", "pt"),
                Map.of("masked_columns", List.of("mail")),
                Map.of("security_measures", List.of("access_control", "tokenisation")),
                Map.of("security_measures", List.of("access_control"), "purpose", "billing"));
        for (int number = 0; number < said.size(); number++) {
            catalog().declare(recorded("lake/said" + number + ".parquet").id(), said.get(number));
        }
        String second = recorded("lake/said1.parquet").id();
        Map<String, Object> taken = new LinkedHashMap<>();
        taken.put("lawful_basis", null);

        assertThat(personalIn("all")).containsExactly("people", "said0", "said1", "said2", "said3", "said4", "said5");
        assertThat(personalIn("owner:sales")).containsExactly("said0", "said1");
        assertThat(personalIn("tag:gold")).containsExactly("said0");
        assertThat(personalIn("region:PT, owner:sales")).isEmpty();
        assertThat(catalog().personal(DatasetScope.ALL))
                .allMatch(CatalogDataset::personal)
                .isEqualTo(catalog().search("", 100).stream()
                        .filter(CatalogDataset::personal)
                        .sorted(java.util.Comparator.comparing(CatalogDataset::location))
                        .toList());
        assertThat(catalog().personal(DatasetScope.ALL, java.util.Optional.of(second), 2))
                .extracting("name")
                .containsExactly("said2", "said3");
        catalog().declare(second, taken);
        assertThat(personalIn("all")).doesNotContain("said1");
    }

    private List<String> personalIn(String scope) {
        return catalog().personal(DatasetScope.of(scope)).stream()
                .map(CatalogDataset::name)
                .toList();
    }

    @Test
    void declared_members_replace_null_removes_and_others_stay() {
        CatalogDataset orders = recorded("orders.parquet");
        catalog().declare(orders.id(), Map.of("owner", "sales", "region", "eu-west-1"));
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put("owner", null);
        changes.put("retention", "P2Y");
        changes.put(
                "schedule", Map.of("runs_per_month", 30, "hours_per_run", 0.5, "executors", 3, "executor_rate", 3.75));
        Declarations declared = catalog().declare(orders.id(), changes).declarations();

        assertThat(declared.owner()).isEmpty();
        assertThat(declared.region()).contains("eu-west-1");
        assertThat(declared.retention()).contains("P2Y");
        assertThat(declared.schedule()).contains(new ProcessingSchedule(30, 0.5, 3, 3.75));
        assertThat(catalog().declarations("orders.parquet")).isEqualTo(declared);
        assertThat(catalog().declarations("never seen")).isEqualTo(Declarations.none());
    }

    @Test
    void a_request_that_says_otherwise_than_a_file_is_in_force_and_told_as_a_contradiction_until_they_agree() {
        CatalogDataset orders = recorded("orders.parquet");
        stated().state("orders.parquet", Map.of("owner", "sales", "retention", "P2Y"));
        assertThat(catalog().knowledge(orders.id()).contradictions()).isEmpty();
        catalog().declare(orders.id(), Map.of("retention", "P3Y", "purpose", "billing"));

        assertThat(catalog().knowledge(orders.id()).contradictions())
                .containsExactly(new Contradiction(
                        "retention",
                        List.of(
                                new Contradiction.Statement("request", "P3Y"),
                                new Contradiction.Statement("declaration file", "P2Y"))));
        stated().state("orders.parquet", Map.of("owner", "sales", "retention", "P3Y"));
        assertThat(catalog().knowledge(orders.id()).contradictions()).isEmpty();
    }

    @Test
    void a_declaration_that_contradicts_itself_changes_nothing() {
        CatalogDataset orders = recorded("orders.parquet");

        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> catalog()
                        .declare(
                                orders.id(), Map.of("recipients", List.of("none", "bank"), "transfers", List.of("US"))))
                .satisfies(
                        e -> assertThat(e.problems()).extracting(Problem::path).containsExactly("/recipients"));
        assertThat(catalog().declarations("orders.parquet")).isEqualTo(Declarations.none());
    }

    @Test
    void a_wrong_declaration_changes_nothing_and_tells_all_its_problems() {
        CatalogDataset orders = recorded("orders.parquet");
        Map<String, Object> wrong = Map.of(
                "lawful_basis", "hope",
                "retention", "two years",
                "region", "EU West",
                "tags", "gold",
                "a/b", 1,
                "owner", "fine",
                "schedule", Map.of("runs_per_month", -1, "hours_per_run", 1, "executors", 1.5, "rate", 1));

        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> catalog().declare(orders.id(), wrong))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(Problem::path)
                        .containsExactlyInAnyOrder(
                                "/lawful_basis",
                                "/retention",
                                "/region",
                                "/tags",
                                "/a~1b",
                                "/schedule/runs_per_month",
                                "/schedule/executors",
                                "/schedule/rate",
                                "/schedule/executor_rate"))
                .satisfies(e -> assertThat(e.text()).contains("known are", "P2Y", "legal_obligation"));
        assertThat(catalog().declarations("orders.parquet")).isEqualTo(Declarations.none());
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> catalog().declare("0123456789abcdef", Map.of("owner", "x")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void no_change_is_lost_when_many_come_at_once() throws Exception {
        CatalogDataset orders = recorded("orders.parquet");
        List<Map<String, Object>> changes = List.of(
                Map.of("owner", "sales"),
                Map.of("purpose", "billing"),
                Map.of("region", "eu-west-1"),
                Map.of("retention", "P2Y"),
                Map.of("tags", List.of("gold")),
                Map.of("lawful_basis", "contract"));
        List<Callable<CatalogDataset>> calls = new ArrayList<>();
        changes.forEach(change -> calls.add(() -> catalog().declare(orders.id(), change)));
        for (int number = 0; number < 6; number++) {
            calls.add(() -> recorded("orders.parquet"));
        }
        try (var executor = Executors.newFixedThreadPool(6)) {
            for (Future<CatalogDataset> call : executor.invokeAll(calls)) {
                call.get();
            }
        }
        Declarations declared = catalog().declarations("orders.parquet");

        assertThat(List.of(
                        declared.owner(),
                        declared.purpose(),
                        declared.region(),
                        declared.retention(),
                        declared.lawfulBasis()))
                .allMatch(java.util.Optional::isPresent);
        assertThat(declared.tags()).containsExactly("gold");
        assertThat(catalog().profiles(orders.id(), 10)).hasSize(1);
    }

    @Test
    void a_file_may_declare_before_the_dataset_is_seen_and_the_newer_change_of_a_member_is_in_force() {
        stated().state("orders.parquet", Map.of("owner", "file", "region", "eu-west-1"));
        CatalogDataset orders = recorded("orders.parquet");
        assertThat(orders.declarations().owner()).contains("file");

        catalog().declare(orders.id(), Map.of("owner", "request", "purpose", "billing"));
        stated().state("orders.parquet", Map.of("owner", "file", "region", "eu-west-2"));
        Declarations reread = catalog().declarations("orders.parquet");
        assertThat(reread.owner()).contains("request");
        assertThat(reread.region()).contains("eu-west-2");

        stated().state("orders.parquet", Map.of("owner", "edited", "region", "eu-west-2"));
        assertThat(catalog().declarations("orders.parquet").owner()).contains("edited");
        assertThat(catalog().declarations("orders.parquet").purpose()).contains("billing");
    }

    @Test
    void declared_upstream_is_an_edge_as_long_as_it_is_declared_and_finds_its_dataset_once_that_is_seen() {
        stated().state("report.parquet", Map.of("upstream", List.of("orders", "lake/customers.parquet", "unknown")));
        CatalogDataset report = recorded("report.parquet");
        CatalogDataset orders = recorded("lake/orders.parquet");
        CatalogDataset customers = recorded("lake/customers.parquet");

        assertThat(catalog().upstream(report.id()))
                .extracting(LineageEdge::upstream)
                .containsExactlyInAnyOrder(orders.id(), customers.id(), "unknown");
        assertThat(catalog().downstream(orders.id()))
                .containsExactly(new LineageEdge(orders.id(), report.id(), "declared", 1));

        catalog().declare(report.id(), Map.of("upstream", List.of("orders")));
        assertThat(catalog().downstream(customers.id())).isEmpty();
        recorded("other/orders.parquet");
        assertThat(catalog().upstream(report.id()))
                .extracting(LineageEdge::upstream)
                .as("a name that two datasets have tells neither")
                .containsExactly("orders");
    }

    @Test
    void an_edge_is_kept_once_with_its_newest_confidence() {
        CatalogDataset orders = recorded("orders.parquet");
        CatalogDataset customers = recorded("customers.parquet");
        catalog().link(new LineageEdge(customers.id(), orders.id(), "foreign_key", 0.5));
        catalog().link(new LineageEdge(customers.id(), orders.id(), "foreign_key", 0.7));

        assertThat(catalog().upstream(orders.id()))
                .containsExactly(new LineageEdge(customers.id(), orders.id(), "foreign_key", 0.7));
        assertThat(catalog().downstream(orders.id())).isEmpty();
    }

    @Test
    void a_schedule_is_patched_member_by_member_and_must_be_whole_after() {
        CatalogDataset orders = recorded("orders.parquet");
        Map<String, Object> schedule =
                Map.of("runs_per_month", 30, "hours_per_run", 0.5, "executors", 3, "executor_rate", 3.75);
        catalog().declare(orders.id(), Map.of("schedule", schedule));

        assertThat(catalog()
                        .declare(orders.id(), Map.of("schedule", Map.of("executors", 5)))
                        .declarations()
                        .schedule())
                .contains(new ProcessingSchedule(30, 0.5, 5, 3.75));
        Map<String, Object> hole = new LinkedHashMap<>();
        hole.put("executors", null);
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> catalog().declare(orders.id(), Map.of("schedule", hole, "retention", "soon")))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(Problem::path)
                        .containsExactlyInAnyOrder("/schedule/executors", "/retention"));
        Map<String, Object> none = new LinkedHashMap<>();
        none.put("schedule", null);
        assertThat(catalog().declare(orders.id(), none).declarations().schedule())
                .isEmpty();
    }

    @Test
    void what_was_declared_when_is_kept() {
        CatalogDataset orders = recorded("orders.parquet");
        java.time.Instant before = java.time.Instant.EPOCH;
        catalog().declare(orders.id(), Map.of("owner", "sales"));
        java.time.Instant between = recorded("orders.parquet").lastSeen();
        catalog().declare(orders.id(), Map.of("owner", "finance"));

        assertThat(catalog().declarations("orders.parquet", before)).isEqualTo(Declarations.none());
        assertThat(catalog().declarations("orders.parquet", between).owner()).contains("sales");
        assertThat(catalog()
                        .declarations("orders.parquet", java.time.Instant.now().plusSeconds(60))
                        .owner())
                .contains("finance");
    }

    @Test
    void an_edge_that_is_dropped_is_gone_and_dropping_it_again_is_no_error() {
        CatalogDataset orders = recorded("orders.parquet");
        LineageEdge edge = new LineageEdge("customers", orders.id(), "foreign_key", 0.5);
        catalog().link(edge);
        catalog().unlink(new LineageEdge("customers", orders.id(), "foreign_key", 0.9));
        catalog().unlink(edge);

        assertThat(catalog().upstream(orders.id())).isEmpty();
    }

    @Test
    void the_same_dataset_onboarded_twice_at_once_is_one_dataset_with_its_declared_edges_once() throws Exception {
        stated().state("report.parquet", Map.of("upstream", List.of("orders", "customers")));
        List<Callable<CatalogDataset>> calls = new ArrayList<>();
        for (int number = 0; number < 12; number++) {
            calls.add(() -> recorded("report.parquet"));
        }
        try (var executor = Executors.newFixedThreadPool(12)) {
            for (Future<CatalogDataset> call : executor.invokeAll(calls)) {
                call.get();
            }
        }

        CatalogDataset report = recorded("report.parquet");
        assertThat(catalog().search("report", 10)).extracting("id").containsExactly(report.id());
        assertThat(catalog().profiles(report.id(), 10)).hasSize(1);
        assertThat(catalog().upstream(report.id())).extracting("upstream").containsExactly("customers", "orders");
    }
}
