package org.opendatagov.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Whichever layer answers an error, it is problem+json: that is checked of every answer here. */
@ExtendWith(OutputCaptureExtension.class)
class ErrorLayersTest extends ApiTest {
    private static final String HOST = "Host: localhost\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n" + HOST,
                "GET /api/v1/runs?q=<> HTTP/1.1\r\n" + HOST,
                "GET /api/v1/runs HTTP/1.1\r\n",
                "GET /api/v1/runs HTTP/1.1\r\nHost: a b\r\n",
                "GET /api/v1/runs HTTP/1.1\r\n" + HOST + HOST,
                "GET /%zz HTTP/1.1\r\n" + HOST,
                "GET /a%00b HTTP/1.1\r\n" + HOST,
                "GET /a%2Fb HTTP/1.1\r\n" + HOST,
                "GET http://[bad/ HTTP/1.1\r\n" + HOST,
                "POST /api/v1/runs HTTP/1.1\r\n" + HOST + "Content-Length: x\r\n"
            })
    void the_server_refuses_what_it_cannot_read(String head) {
        assertThat(refused(head).status()).isEqualTo(400);
    }

    @Test
    void the_server_refuses_headers_that_are_too_large() {
        assertThat(refused("GET / HTTP/1.1\r\n" + HOST + "X-Large: " + "x".repeat(20_000) + "\r\n")
                        .status())
                .isIn(400, 431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/3.7", "HTTP/9.9"})
    void the_server_refuses_a_protocol_it_does_not_speak(String protocol) {
        assertThat(refused("GET / " + protocol + "\r\n" + HOST).status()).isEqualTo(505);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 404",
        "GET, /none, 404",
        "GET, /error, 404",
        "GET, /actuator/health/none, 404",
        "GET, /actuator/none, 404",
        "GET, /api, 404",
        "GET, /api/v1, 404",
        "GET, /api/v1/none, 404",
        "GET, /api/v1/runs/7/none, 404",
        "GET, /api/v1/runs/7/report/more, 404",
        "POST, /api/v1/runs/7/none, 404",
        "DELETE, /api/v1/runs, 405",
        "PUT, /api/v1/runs/7, 405",
        "POST, /api/v1/runs/7/report, 405",
        "TRACE, /api/v1/runs, 405",
        "DELETE, /api/v1/runs/7, 405",
        "BREW, /api/v1/runs, 405"
    })
    void a_path_or_method_that_is_not_served_is_told(String method, String path, int status) {
        Answer answer = refused(method + " " + path + " HTTP/1.1\r\nContent-Type: application/json\r\n" + HOST);

        assertThat(answer.status()).isEqualTo(status);
        if (status == 405 && !method.equals("TRACE")) {
            assertThat(answer.header("allow")).contains("GET");
        }
    }

    @Test
    void an_unknown_path_does_not_echo_what_it_was_sent() {
        Answer answer = send(
                "POST",
                "/api/v1/runs/7/none",
                BodyPublishers.ofString("{\"ssn\": \"078-05-1120\"}"),
                "Content-Type",
                "application/json");
        assertThat(answer.status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "nonsense", "a/b/c"})
    void a_body_of_another_type_is_refused(String type) {
        long before = recorded();
        Answer answer = send("POST", "/api/v1/runs", BodyPublishers.ofString(run("a.csv")), "Content-Type", type);
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().path("detail").asText()).contains("application/json", "multipart/form-data");
        assertThat(recorded()).isEqualTo(before);
    }

    @Test
    void a_body_without_a_type_is_refused() {
        assertThat(send("POST", "/api/v1/runs", BodyPublishers.ofString(run("a.csv")))
                        .status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/runs", "/api/v1/workflows", "/api/v1/experts", "/api/v1/datasets"})
    void a_form_that_is_not_spoken_is_not_acceptable(String path) {
        assertThat(get(path, "Accept", "image/png").status()).isEqualTo(406);
        assertThat(get(path, "Accept", "text/html,*/*;q=0.1").status()).isEqualTo(200);
    }

    @Test
    void a_body_too_large_for_memory_is_refused() {
        assertThat(post("/api/v1/runs", "x".repeat(BodyFilter.LARGEST + 1)).status())
                .isEqualTo(413);
        Answer chunked = send(
                "POST",
                "/api/v1/runs",
                BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[BodyFilter.LARGEST + 1])),
                "Content-Type",
                "application/json");
        assertThat(chunked.status()).isEqualTo(413);
    }

    @Test
    void a_defect_is_told_without_what_it_knows(CapturedOutput output) {
        Answer answer = post("/api/v1/runs", run(DEFECT));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().path("code").asText()).isEqualTo("internal");
        assertThat(output.getAll()).contains("IllegalStateException").doesNotContain("078-05-1120");
    }

    @Test
    void a_refused_request_is_not_logged(CapturedOutput output) {
        send("POST", "/api/v1/runs", BodyPublishers.ofString("{}"), "Content-Type", "text/x-078-05-1120");
        get("/api/v1/runs", "Accept", "text/x-078-05-1120");
        assertThat(output.getAll()).doesNotContain("078-05-1120");
    }

    @Test
    void a_body_with_an_encoding_is_refused() {
        Answer answer = send(
                "POST",
                "/api/v1/runs",
                BodyPublishers.ofString(run("a.csv")),
                "Content-Type",
                "application/json",
                "Content-Encoding",
                "gzip");
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().path("detail").asText()).contains("Content-Encoding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/runs", "/api/v1/workflows", "/api/v1/datasets", "/actuator/health"})
    void head_is_answered_as_get_without_a_body(String path) {
        Answer answer = RawHttp.send(port, "HEAD " + path + " HTTP/1.1\r\n" + HOST);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).contains("json");
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/none, 404", "/api/v1/runs/7, 404", "/api/v1/runs?x=1, 422"})
    void head_of_what_get_refuses_is_refused_alike(String path, int status) {
        Answer answer = RawHttp.send(port, "HEAD " + path + " HTTP/1.1\r\n" + HOST);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void options_names_the_methods_of_a_path() {
        Answer answer = RawHttp.send(port, "OPTIONS /api/v1/runs HTTP/1.1\r\n" + HOST);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("allow")).contains("GET", "POST");
    }

    @Test
    void a_method_that_the_server_does_not_know_is_told() {
        Answer answer = refused("CONNECT /api/v1/runs HTTP/1.1\r\n" + HOST);

        assertThat(answer.status()).isIn(400, 405, 501);
        assertThat(answer.json().path("code").asText()).isIn("method_not_allowed", "malformed_request");
    }

    @Test
    void nothing_of_a_refused_request_is_in_its_answer() {
        assertThat(get("/api/v1/runs/078-05-1120").status()).isEqualTo(404);
        assertThat(get("/078-05-1120").status()).isEqualTo(404);
        assertThat(get("/api/v1/datasets/078-05-1120").status()).isEqualTo(404);
        assertThat(get("/api/v1/runs?status=078-05-1120").status()).isEqualTo(422);
        assertThat(post("/api/v1/runs", "{\"workflow\": 078-05-1120}").status()).isEqualTo(400);
    }
}
