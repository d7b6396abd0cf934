package org.opendatagov.orchestrator.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.support.TestDatabase;

/** The catalogue that experts are given which must not change metadata. */
class ReadOnlyCatalogTest {
    private static final DataSource DATABASE = TestDatabase.create();

    @Test
    void it_reads_what_others_write_and_is_no_catalogue_that_can_be_written() {
        new CatalogStore(DATABASE).state("a.csv", Map.of("owner", "sales"));
        CatalogReads reads = new CatalogReads(CatalogDatabase.readOnly(DATABASE));

        assertThat(reads.declarations("a.csv").owner()).hasValue("sales");
        assertThat(reads.findByLocation("a.csv")).isEmpty();
        assertThat(reads).isNotInstanceOf(Catalog.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO lineage_edge (upstream, downstream, how, confidence) VALUES ('a', 'b', 'declared', 1)",
                "UPDATE declaration SET declared = '{}'",
                "DELETE FROM dataset",
                "CREATE TABLE mine (id int)"
            })
    void the_database_refuses_every_write_on_its_connection(String write) {
        CatalogDatabase database = CatalogDatabase.readOnly(DATABASE);

        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> database.read("x", client -> client.sql(write).update()))
                .satisfies(e ->
                        assertThat(((SQLException) e.getCause()).getSQLState()).isEqualTo("25006"));
    }
}
