package org.opendatagov.orchestrator.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.CatalogContract;
import org.opendatagov.orchestrator.catalog.StatedDeclarations;
import org.opendatagov.orchestrator.support.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

class CatalogStoreTest extends CatalogContract {
    private final DataSource database = TestDatabase.create();
    private final CatalogStore store = new CatalogStore(database);

    @Override
    protected Catalog catalog() {
        return store;
    }

    @Override
    protected StatedDeclarations stated() {
        return store;
    }

    @Test
    void every_change_of_a_declaration_is_kept_with_its_time_and_what_was_before() {
        store.state("a.csv", Map.of("owner", "one"));
        store.state("a.csv", Map.of("owner", "two"));
        store.state("a.csv", Map.of("owner", "two"));

        List<String> history =
                JdbcClient.create(database).sql("""
                        SELECT concat_ws(' ', previous ->> 'owner', declared ->> 'owner', source) FROM declaration
                        WHERE location = 'a.csv' AND declared_at <= clock_timestamp() ORDER BY id""").query(String.class).list();
        assertThat(history).containsExactly("one file", "one two file");
    }

    @ParameterizedTest
    @CsvSource({
        "s3://lake/bronze/orders.csv.gz, orders",
        "s3://lake/bronze/events/, events",
        "inbox:userdata1.parquet, userdata1",
        "upload:3f/a b.csv, a b",
        ".hidden.csv, .hidden",
        "plain, plain"
    })
    void a_dataset_is_called_by_the_last_part_of_its_location(String location, String name) {
        assertThat(CatalogDatasets.name(location)).isEqualTo(name);
    }
}
