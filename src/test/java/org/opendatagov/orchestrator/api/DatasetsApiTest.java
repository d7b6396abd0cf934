package org.opendatagov.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.context.WebApplicationContext;

class DatasetsApiTest extends ApiTest {
    private static final String DATASETS = "/api/v1/datasets";
    private static final String BOUNDARY = "----7d1";

    @Autowired
    private WebApplicationContext application;

    @Autowired
    private Catalog catalog;

    @Autowired
    private Datasets datasets;

    /** A file that was sent and looked at once, as an expert does; the id of its dataset. */
    private String seen(String fileName) {
        String content = "email,town\nann@example.com,Lisbon\nbob@example.org,Porto\neve@example.net,Faro\n";
        String location =
                upload(part("file", fileName, content)).json().path("file_path").asText();
        Dataset dataset = datasets.open(location, Map.of());
        return catalog.record(dataset, datasets.profile(dataset)).id();
    }

    private static String part(String name, String fileName, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + fileName
                + "\"\r\nContent-Type: text/csv\r\n\r\n" + content + "\r\n";
    }

    private Answer upload(String... parts) {
        return send(
                "POST",
                DATASETS,
                BodyPublishers.ofString(String.join("", parts) + "--" + BOUNDARY + "--\r\n"),
                "Content-Type",
                "multipart/form-data; boundary=" + BOUNDARY);
    }

    /** The server deletes its own copies just after it has answered. */
    private void awaitNothingSpooled() {
        await().ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .untilAsserted(() -> assertThat(spooled()).isEmpty());
    }

    /** Files that Camel or the server spooled. */
    private List<Path> spooled() throws IOException {
        Object folder = java.util.Objects.requireNonNull(application.getServletContext())
                .getAttribute(jakarta.servlet.ServletContext.TEMPDIR);
        try (Stream<Path> files = Files.walk(Path.of(String.valueOf(folder)))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void an_upload_is_kept_and_leaves_nothing_behind() {
        Answer answer = upload(part("file", "people.csv", "a,b\n1,2\n"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("format").asText()).isEqualTo("csv");
        assertThat(answer.json().path("bytes").asLong()).isEqualTo(8);
        assertThat(answer.json().path("file_path").asText())
                .startsWith("upload:")
                .endsWith("/people.csv");
        awaitNothingSpooled();
    }

    @Test
    void an_upload_over_the_limit_is_refused_and_leaves_nothing_behind() {
        Answer answer = upload(part("file", "big.csv", "x".repeat(70_000)));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().path("code").asText()).isEqualTo("too_large");
        assertThat(answer.json().path("detail").asText()).contains("orchestrator.datasets.max-upload");
        awaitNothingSpooled();
    }

    @Test
    void parts_that_are_missing_or_too_many_are_refused() {
        String file = part("file", "a.csv", "a\n1\n");

        assertThat(upload(part("data", "a.csv", "a\n1\n")).paths()).contains("/file");
        assertThat(upload(file, part("other", "b.csv", "a\n1\n")).status()).isEqualTo(422);
        assertThat(upload(file, file).status()).isEqualTo(422);
        assertThat(upload().status()).isIn(400, 422);
        Answer field = upload("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\ntext\r\n");
        assertThat(field.status()).isEqualTo(422);
        assertThat(field.paths()).containsExactly("/file");
        awaitNothingSpooled();
    }

    @ParameterizedTest
    @ValueSource(strings = {"people.exe", "people", "", "../../etc/passwd"})
    void an_upload_of_no_known_format_is_refused(String fileName) {
        assertThat(upload(part("file", fileName, "x")).status()).isEqualTo(422);
        awaitNothingSpooled();
    }

    @Test
    void a_name_that_leads_elsewhere_is_just_its_last_part() {
        Answer answer = upload(part("file", "../../../ünï 字.csv", "a\n1\n"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("file_path").asText())
                .endsWith("/ünï 字.csv")
                .doesNotContain("..");
    }

    @Test
    void a_broken_multipart_body_is_malformed() {
        Answer answer = send(
                "POST",
                DATASETS,
                BodyPublishers.ofString("garbage"),
                "Content-Type",
                "multipart/form-data; boundary=x");
        assertThat(answer.status()).isIn(400, 422);
        Answer none = send("POST", DATASETS, BodyPublishers.ofString("garbage"), "Content-Type", "multipart/form-data");
        assertThat(none.status()).isIn(400, 422);
    }

    @Test
    void files_are_taken_at_their_own_path_alone() {
        Answer elsewhere = send(
                "POST",
                "/api/v1/runs",
                BodyPublishers.ofString(part("file", "a.csv", "a\n1\n") + "--" + BOUNDARY + "--\r\n"),
                "Content-Type",
                "multipart/form-data; boundary=" + BOUNDARY);
        Answer otherwise = send("POST", DATASETS, BodyPublishers.ofString("a\n1\n"), "Content-Type", "text/csv");

        assertThat(elsewhere.status()).isEqualTo(415);
        assertThat(otherwise.status()).isEqualTo(415);
    }

    @Test
    void datasets_are_searched_and_shown_with_columns_declarations_and_profiles() {
        String id = seen("searched.csv");

        assertThat(get(DATASETS + "?q=searched").json().path("datasets")).hasSize(1);
        assertThat(get(DATASETS + "?q=nothing-like-it").json().path("datasets")).isEmpty();
        Answer shown = get(DATASETS + "/" + id);
        assertThat(shown.json()
                        .path("columns")
                        .path(0)
                        .path("privacy")
                        .path("personal")
                        .asBoolean())
                .isTrue();
        assertThat(shown.json().path("profiles").path(0).path("rows").asLong()).isEqualTo(3);
        assertThat(shown.body()).doesNotContain("ann@example.com");
    }

    @Test
    void declarations_change_member_by_member() {
        String path = DATASETS + "/" + seen("declared.csv");
        patch(path, "{\"owner\": \"sales\", \"retention\": \"P2Y\", \"lawful_basis\": \"consent\"}");
        Answer answer = patch(path, "{\"owner\": null, \"retention\": \"P3Y\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("declarations").has("owner")).isFalse();
        assertThat(answer.json().path("declarations").path("retention").asText())
                .isEqualTo("P3Y");
        assertThat(answer.json().path("declarations").path("lawful_basis").asText())
                .isEqualTo("consent");
    }

    @Test
    void wrong_declarations_are_all_named_and_change_nothing() {
        String path = DATASETS + "/" + seen("wrongly-declared.csv");
        Answer answer = patch(path, "{\"owner\": 7, \"retention\": \"long\", \"nobody\": 1, \"tags\": [1]}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.paths())
                .contains("/owner", "/retention", "/nobody")
                .anyMatch(pointer -> pointer.startsWith("/tags"))
                .hasSize(4);
        assertThat(patch(path, "[]").status()).isEqualTo(422);
        assertThat(patch(path, "{").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffffffffffffffff", "x", "%20", "%F0%9F%A6%86", "..%2f..%2fetc"})
    void an_unknown_dataset_is_not_found(String id) {
        assertThat(get(DATASETS + "/" + id).status()).isIn(400, 404);
        assertThat(patch(DATASETS + "/" + id, "{}").status()).isIn(400, 404);
    }

    @Test
    void workflows_and_experts_are_listed() {
        assertThat(get("/api/v1/workflows").json().path("workflows").findValuesAsText("id"))
                .contains("onboard_dataset");
        assertThat(get("/api/v1/experts").json().path("experts").findValuesAsText("expert_id"))
                .contains("SchemaExpert", "QualityExpert");
        assertThat(get("/api/v1/experts").json().findValuesAsText("name")).contains("analyze_schema", "detect_pii");
    }

    @Test
    void the_inventory_of_personal_datasets_is_paged_by_location() {
        String events = java.util.stream.IntStream.range(0, 205)
                .mapToObj("""
                        {"eventTime": "2026-05-01T08:00:00Z", "producer": "https://example.org", "schemaURL": "https://example.org/DatasetEvent",
                         "dataset": {"namespace": "postgres://paged:5432", "name": "shop.people_%04d", "facets": {"schema": {
                           "_producer": "https://example.org", "_schemaURL": "https://example.org/x", "fields": [{"name": "email"}]}}}}"""::formatted)
                .collect(java.util.stream.Collectors.joining(",", "[", "]"));
        assertThat(send("POST", "/api/v1/lineage", BodyPublishers.ofString(events), "Content-Type", "application/json")
                        .status())
                .isEqualTo(201);
        Answer first = get(DATASETS + "?personal=true");
        String cursor = first.json().path("next_cursor").asText();
        Answer second = get(DATASETS + "?personal=true&cursor=" + cursor);
        List<String> locations = Stream.of(first, second)
                .flatMap(page -> page.json().path("datasets").findValuesAsText("location").stream())
                .toList();

        assertThat(first.json().path("datasets")).hasSize(200);
        assertThat(second.json().has("next_cursor")).isFalse();
        assertThat(locations).isSorted().doesNotHaveDuplicates();
        assertThat(locations.stream().filter(location -> location.contains("paged")))
                .hasSize(205);
        assertThat(get(DATASETS + "?personal=true&owner=nobody").json().path("datasets"))
                .isEmpty();
        for (String wrong :
                List.of("personal=false", "personal=true&q=x", "cursor=" + cursor, "personal=true&cursor=x")) {
            assertThat(get(DATASETS + "?" + wrong).status()).as(wrong).isEqualTo(422);
        }
    }
}
