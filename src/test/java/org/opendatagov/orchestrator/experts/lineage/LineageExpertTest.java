package org.opendatagov.orchestrator.experts.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendatagov.orchestrator.adapter.postgres.TestLineage;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.LineageEdge;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.dataset.TestDatasets;
import org.opendatagov.orchestrator.expert.ContextValue;
import org.opendatagov.orchestrator.expert.ContextView;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.support.Calls;

class LineageExpertTest {
    private static final String CUSTOMERS = rows("customer_id,city", 1, 50, "%d,Lisbon");
    private static final String ORDERS = "order_id,customer_id,amount\n"
            + IntStream.rangeClosed(1, 100)
                    .mapToObj(row -> "%d,%d,%d.5".formatted(row, 1 + row % 50, row))
                    .collect(Collectors.joining("\n"));

    private final Path folder;
    private final TestLineage test = TestLineage.create();
    private final Catalog catalog = test.catalog();
    private final Datasets datasets;
    private final LineageExpert expert;

    LineageExpertTest(@TempDir Path folder) {
        this.folder = folder;
        this.datasets = TestDatasets.in(folder.resolve("data"), folder).datasets();
        this.expert = new LineageExpert(datasets, catalog, test.lineage(), "expert-orchestrator");
    }

    private static String rows(String header, int from, int to, String row) {
        return header + "\n"
                + IntStream.rangeClosed(from, to)
                        .mapToObj(number -> row.formatted(number))
                        .collect(Collectors.joining("\n"));
    }

    private String write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private CatalogDataset recorded(String location) {
        Dataset dataset = datasets.open(location, Map.of());
        return catalog.record(dataset, datasets.profile(dataset));
    }

    private ExpertReport mapped(String location) {
        return mapped(location, ContextView.empty());
    }

    private ExpertReport mapped(String location, ContextView context) {
        return expert.perform(Calls.of("map_dependencies", Map.of("file_path", location), context));
    }

    /** {@code name how} of each dependency. */
    private static List<String> named(ExpertReport report, String member) {
        List<String> named = new ArrayList<>();
        if (report.result().get(member) instanceof List<?> dependencies) {
            dependencies.forEach(item -> {
                if (item instanceof Map<?, ?> map) {
                    named.add(map.get("dataset") + " " + map.get("how"));
                }
            });
        }
        return named;
    }

    @Test
    void declared_upstream_is_told_whether_it_was_seen_or_not() throws Exception {
        recorded(write("customers.csv", CUSTOMERS));
        CatalogDataset totals = recorded(write("totals.csv", "city,total\nLisbon,1\nPorto,2\n"));
        catalog.declare(totals.id(), Map.of("upstream", List.of("customers", "invoices")));
        ExpertReport report = mapped(totals.location());

        assertThat(named(report, "upstream")).containsExactly("customers declared", "invoices declared");
        assertThat(report.summary()).isEqualTo("Depends on 2 upstream datasets: customers, invoices");
        assertThat(report.findings())
                .extracting("title")
                .containsExactly("The declared upstream 'invoices' was never seen");
        assertThat(report.context()).containsEntry("upstream", List.of("customers", "invoices"));
    }

    @Test
    void a_key_that_holds_the_values_is_a_reference_from_both_sides() throws Exception {
        String customers = write("customers.csv", CUSTOMERS);
        recorded(customers);
        String orders = write("orders.csv", ORDERS);
        ExpertReport report = mapped(orders);

        assertThat(named(report, "upstream")).containsExactly("customers foreign_key");
        assertThat(named(report, "suggested")).isEmpty();
        assertThat(String.valueOf(report.result().get("upstream"))).contains("customer_id → customers.customer_id");
        assertThat(named(mapped(customers), "downstream")).containsExactly("orders foreign_key");
        assertThat(report.findings()).extracting("title").containsExactly("Column 'customer_id' refers to 'customers'");
    }

    @Test
    void the_key_may_come_after_what_refers_to_it() throws Exception {
        String orders = write("orders.csv", ORDERS);
        mapped(orders);
        ExpertReport report = mapped(write("customers.csv", CUSTOMERS));

        assertThat(named(report, "upstream")).isEmpty();
        assertThat(named(report, "downstream")).containsExactly("orders foreign_key");
        assertThat(catalog.upstream(recorded(orders).id())).extracting("how").containsExactly("foreign_key");
    }

    @Test
    void a_label_that_the_values_refute_is_no_reference_and_an_old_one_goes() throws Exception {
        CatalogDataset customers = recorded(write("customers.csv", CUSTOMERS));
        String location = write("orders.csv", ORDERS.replaceAll("(?m)^(\\d+),(\\d+)", "$1,9$2"));
        catalog.link(new LineageEdge(customers.id(), recorded(location).id(), "foreign_key", 0.9));
        ExpertReport report = mapped(location);

        assertThat(named(report, "upstream")).isEmpty();
        assertThat(named(report, "suggested")).isEmpty();
        assertThat(report.evidence()).extracting("kind").containsExactly("lineage", "foreign_key");
        assertThat(report.findings())
                .extracting("title")
                .containsExactly("Nothing is known of where the dataset comes from");
    }

    @Test
    void a_dataset_that_cannot_be_read_any_more_is_only_suggested() throws Exception {
        String customers = write("customers.csv", CUSTOMERS);
        recorded(customers);
        Files.delete(Path.of(customers));
        ExpertReport report = mapped(write("orders.csv", ORDERS));

        assertThat(named(report, "upstream")).isEmpty();
        assertThat(named(report, "suggested")).containsExactly("customers naming");
        assertThat(report.summary()).isEqualTo("Nothing is known upstream; labels suggest customers");
    }

    @Test
    void declared_and_compared_is_one_dependency_known_in_two_ways() throws Exception {
        recorded(write("customers.csv", CUSTOMERS));
        CatalogDataset orders = recorded(write("orders.csv", ORDERS));
        catalog.declare(orders.id(), Map.of("upstream", List.of("customers")));
        ExpertReport report = mapped(orders.location());

        assertThat(named(report, "upstream")).containsExactly("customers declared");
        assertThat(String.valueOf(report.result().get("upstream"))).contains("known_by=[declared, foreign_key]");
    }

    @Test
    void a_reference_that_an_earlier_task_found_is_compared_too() throws Exception {
        CatalogDataset customers = recorded(write("people_list.csv", CUSTOMERS));
        String orders = write("orders.csv", ORDERS);
        assertThat(named(mapped(orders), "upstream")).containsExactly("people_list foreign_key");
        Object found = List.of(
                Map.of("column", "amount", "dataset", customers.id(), "references", "customer_id"),
                Map.of("column", "no such", "dataset", customers.id(), "references", "customer_id"));
        ContextValue value = new ContextValue("s.foreign_keys", found, "SchemaExpert", java.time.Instant.EPOCH);

        assertThat(mapped(orders, ContextView.of(Map.of(value.key(), value))).evidence())
                .extracting("id")
                .containsExactly(
                        "dependencies",
                        "reference.customer_id." + customers.id(),
                        "reference.amount." + customers.id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orders    | order_id,customer_id,company_id | companies naming;customers naming",
                "orders    | order_id,customerId             | customers naming",
                "orders    | id,order_id                     | ",
                "payments  | payment_id,transaction_id       | ",
                "cities    | id,city,population              | ",
                "addresses | id,address_id                   | "
            })
    void labels_suggest_and_neither_a_row_nor_the_dataset_itself_is_suggested(
            String dataset, String header, @org.jspecify.annotations.Nullable String suggested) throws Exception {
        int columns = header.split(",").length;
        String row = "%d" + ",7".repeat(columns - 1);
        ExpertReport report = mapped(write(dataset + ".csv", rows(header, 1, 20, row)));

        assertThat(named(report, "upstream")).isEmpty();
        assertThat(String.join(";", named(report, "suggested"))).isEqualTo(suggested == null ? "" : suggested);
        assertThat(report.findings()).hasSize(1);
    }

    @Test
    void equal_input_gives_an_equal_report() throws Exception {
        recorded(write("customers.csv", CUSTOMERS));
        String orders = write("orders.csv", ORDERS);

        assertThat(mapped(orders)).isEqualTo(mapped(orders));
    }
}
