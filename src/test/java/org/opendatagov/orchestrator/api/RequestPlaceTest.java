package org.opendatagov.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong beside a body names its place, whichever operation is asked. */
class RequestPlaceTest extends ApiTest {
    @ParameterizedTest
    @CsvSource({
        "runs?status=gone, /query/status",
        "runs?cursor=17, /query/cursor",
        "runs?since=yesterday, /query/since",
        "runs?label=none, /query/label",
        "runs?workflow=a&workflow=b, /query/workflow",
        "usage?from=2026-03, /query/from",
        "usage?month=2026-13, /query/month",
        "usage?month=-2026-03, /query/month",
        "usage?month=%2B12026-03, /query/month",
        "usage?by=colour, /query/by",
        "usage?tenant=a%0Ab, /query/tenant",
        "budgets?user=a%0Ab, /query/user",
        "usage?user=%00, /query/user",
        "budgets?run=17, /query/run",
        "budgets?by=run, /query/by",
        "datasets?personal=maybe, /query/personal",
        "datasets?cursor=1&personal=true, /query/cursor",
        "lineage?dataset=a&depth=0, /query/depth",
        "lineage?dataset=a&direction=aside, /query/direction",
        "lineage?dataset=a&at=noon, /query/at",
        "schedules?a~1/b=1, /query/a~01~1b",
        "knowledge/documents?colour=blue, /query/colour",
    })
    void a_parameter_is_named(String target, String place) {
        Answer answer = get("/api/v1/" + target);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").findValuesAsText("path")).containsExactly(place);
    }

    @Test
    void a_header_and_a_parameter_are_named_together() {
        Answer answer = post(
                "/api/v1/runs?wait=long",
                run("a.csv"),
                "X-Orchestrator-User",
                "a".repeat(201),
                "Idempotency-Key",
                "k".repeat(1000));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").findValuesAsText("path"))
                .containsExactlyInAnyOrder("/query/wait", "/header/X-Orchestrator-User", "/header/Idempotency-Key");
    }
}
