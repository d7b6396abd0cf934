package org.opendatagov.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendatagov.orchestrator.openlineage.Events.changed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClient;
import io.openlineage.client.transports.HttpTransport;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendatagov.orchestrator.adapter.postgres.TestLineage;
import org.opendatagov.orchestrator.openlineage.Events;

class LineageApiTest extends ApiTest {
    private static final String LINEAGE = "/api/v1/lineage";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OpenLineage lineage = new OpenLineage(URI.create("https://example.org/client"));

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private Answer graph(String query) {
        return get(LINEAGE + "?" + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What the real client sends: a START, and a COMPLETE with schema and column lineage. */
    @SuppressWarnings("try") // The client's close() is declared to throw anything.
    private void sendByClient(String job) throws Exception {
        ZonedDateTime start = ZonedDateTime.of(2026, 5, 1, 8, 0, 0, 0, ZoneOffset.UTC);
        OpenLineage.Run run = lineage.newRun(UUID.randomUUID(), null);
        OpenLineage.Job known = lineage.newJob(
                "client",
                job,
                lineage.newJobFacetsBuilder()
                        .ownership(lineage.newOwnershipJobFacet(
                                List.of(lineage.newOwnershipJobFacetOwners("team:etl", "OWNER"))))
                        .build());
        OpenLineage.InputField field = lineage.newInputFieldBuilder()
                .namespace("postgres://client")
                .name("shop.people")
                .field("email")
                .build();
        OpenLineage.OutputDataset output = lineage.newOutputDatasetBuilder()
                .namespace("s3://client-lake")
                .name("gold/people_" + job)
                .facets(lineage.newDatasetFacetsBuilder()
                        .schema(lineage.newSchemaDatasetFacetBuilder()
                                .fields(List.of(lineage.newSchemaDatasetFacetFieldsBuilder()
                                        .name("email")
                                        .type("VARCHAR")
                                        .build()))
                                .build())
                        .columnLineage(lineage.newColumnLineageDatasetFacetBuilder()
                                .fields(lineage.newColumnLineageDatasetFacetFieldsBuilder()
                                        .put(
                                                "email",
                                                lineage.newColumnLineageDatasetFacetFieldsAdditionalBuilder()
                                                        .inputFields(List.of(field))
                                                        .build())
                                        .build())
                                .build())
                        .build())
                .build();
        OpenLineage.InputDataset input = lineage.newInputDatasetBuilder()
                .namespace("postgres://client")
                .name("shop.people")
                .build();
        try (OpenLineageClient client = OpenLineageClient.builder()
                .transport(
                        HttpTransport.builder().uri("http://localhost:" + port).build())
                .build()) {
            client.emit(lineage.newRunEvent(
                    start, OpenLineage.RunEvent.EventType.START, run, known, List.of(input), List.of()));
            client.emit(lineage.newRunEvent(
                    start.plusMinutes(5),
                    OpenLineage.RunEvent.EventType.COMPLETE,
                    run,
                    known,
                    List.of(input),
                    List.of(output)));
            client.emit(lineage.newDatasetEvent(
                    start,
                    lineage.newStaticDatasetBuilder()
                            .namespace("postgres://client")
                            .name("shop.people")
                            .build()));
            client.emit(lineage.newJobEvent(
                    start, lineage.newJob("client", "other_" + job, null), List.of(), List.of(output)));
        }
    }

    @Test
    void events_of_the_real_client_become_graph_columns_jobs_and_runs() throws Exception {
        sendByClient("load");
        JsonNode graph = graph("nodeId=" + encoded("job:client:load")).json();

        assertThat(graph.path("nodes").findValuesAsText("name"))
                .containsExactlyInAnyOrder("load", "people", "people_load");
        assertThat(graph.path("complete").asBoolean()).isTrue();
        JsonNode job = get("/api/v1/jobs?q=team:etl").json().path("jobs").path(0);
        assertThat(job.path("owners").toString()).isEqualTo("[\"team:etl\"]");
        JsonNode run = get("/api/v1/jobs/" + job.path("id").asText())
                .json()
                .path("runs")
                .path(0);
        assertThat(run.path("state").asText()).isEqualTo("COMPLETE");
        assertThat(run.path("datasets")).hasSize(2);
        JsonNode columns = get(LINEAGE + "/columns?direction=downstream&dataset="
                        + encoded("postgres://client:shop.people"))
                .json();
        assertThat(columns.path("columns").findValuesAsText("downstream_column"))
                .as("one edge of each job that tells it")
                .containsExactly("email", "email");
        String found = get("/api/v1/datasets?class=email&q=people_load").body();
        assertThat(found).contains("s3://client-lake/gold/people_load", "\"found_by\":\"label\"");
    }

    @Test
    void the_right_events_of_a_batch_are_kept_and_each_wrong_field_is_named() {
        var right = Events.run(
                "batch", UUID.randomUUID(), "COMPLETE", TestLineage.NOW.minusSeconds(9), List.of("a"), List.of("b"));
        Answer answer = post(
                LINEAGE,
                json(List.of(right, changed(right, "x", "run", "runId"), changed(right, "START", "eventType"))));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.paths()).containsExactly("/1/run/runId");
        assertThat(answer.json().path("kept").asInt()).isEqualTo(2);
        assertThat(post(LINEAGE + "/batch", json(List.of(right)))
                        .json()
                        .path("duplicates")
                        .asInt())
                .isEqualTo(1);
        assertThat(graph("job=etl:batch&direction=upstream").json().path("nodes"))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "'[', 400",
        "'', 400",
        "7, 422",
        "null, 422",
        "'[]', 201",
        "'{\"run\": {}}', 422",
        "'[[]]', 422",
        "'\"\\u0000\"', 422"
    })
    void what_is_no_event_is_refused(String body, int status) {
        assertThat(post(LINEAGE, body).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dataset=",
                "dataset=a&job=b",
                "nodeId=run:a:b",
                "nodeId=x",
                "dataset=a&depth=0",
                "dataset=a&depth=x",
                "dataset=a&limit=10001",
                "dataset=a&direction=left",
                "dataset=a&at=yesterday",
                "dataset=a&other=1"
            })
    void a_wrong_question_is_answered_with_what_is_wrong(String query) {
        assertThat(graph(query).status()).isEqualTo(422);
    }

    @Test
    void what_nobody_knows_is_not_found() {
        assertThat(graph("dataset=nowhere").status()).isEqualTo(404);
        assertThat(graph("job=nothing").status()).isEqualTo(404);
        assertThat(get("/api/v1/jobs/0123456789abcdef").status()).isEqualTo(404);
    }

    @Test
    void a_dataset_that_events_alone_tell_of_can_be_declared_and_is_shown_as_it_was() {
        post(
                LINEAGE,
                json(Events.run(
                        "tell", UUID.randomUUID(), "COMPLETE", TestLineage.NOW, List.of("told.before"), List.of())));
        String id = graph("dataset=" + encoded("postgres://db:5432:told.before"))
                .json()
                .path("nodes")
                .path(0)
                .path("id")
                .asText();
        patch("/api/v1/datasets/" + id, "{\"owner\": \"sales\", \"region\": \"eu-west-1\", \"tags\": [\"told\"]}");

        assertThat(get("/api/v1/datasets?region=eu-west-1&owner=sales&tag=told")
                        .json()
                        .path("datasets"))
                .hasSize(1);
        assertThat(get("/api/v1/datasets?region=eu-west-1&owner=nobody").json().path("datasets"))
                .isEmpty();
        JsonNode dataset = get("/api/v1/datasets/" + id).json();
        assertThat(dataset.path("names").path(0).path("name").asText()).isEqualTo("told.before");
        assertThat(dataset.has("fingerprint")).isFalse();
        assertThat(get("/api/v1/datasets/" + id + "?at=2020-01-01T00:00:00Z").status())
                .isEqualTo(404);
    }
}
