package org.opendatagov.orchestrator.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    private static Names names() {
        Names names = new Names();
        names.add(Map.of("columns", List.of("customer_id", "email", "orderDate"), "dataset", "/data/files/orders.csv"));
        names.add("Job transform_sales reads bronze.sales; set spark.sql.adaptive.enabled");
        return names;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`customer_id` identifies a row.",
                "The column email is missing values, and so is the orderDate column.",
                "Both columns are unique; this column holds no name.",
                "orders.csv, at /data/files/orders.csv, is read by the job transform_sales.",
                "Set `spark.sql.adaptive.enabled`.",
                "The dataset \"bronze.sales\" isn't the customer's.",
                "Split read and/or write."
            })
    void what_the_data_names_may_be_named(String text) {
        assertThat(names().foreign(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`salary` is personal.",
                "The column salary is personal.",
                "The salary column is personal.",
                "customer_ids are unique.",
                "birthDate is missing.",
                "bronze.orders feeds it.",
                "It is written to s3://other/bucket.",
                "See /etc/passwd.",
                "The job nightly fails.",
                "The dataset \"gold sales\" waits.",
                "t1 joins t2."
            })
    void what_it_does_not_name_is_foreign(String text) {
        assertThat(names().foreign(text)).isPresent();
    }
}
