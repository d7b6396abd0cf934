package org.opendatagov.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginFilterTest extends ApiTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example:8080",
                "evil.example:8080",
                "10.0.0.1",
                "0.0.0.0",
                "[::2]:80"
            })
    void a_foreign_host_is_refused_everywhere(String host) {
        for (String path : new String[] {"/api/v1/runs", "/actuator/health", "/none"}) {
            Answer answer = refused("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.json().path("code").asText()).isEqualTo("forbidden_origin");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "http://localhost.evil.example",
                "http://localhost@evil.example",
                "http://evil.example/localhost",
                "file://localhost",
                "localhost",
                "http://localhost http://evil.example",
                ""
            })
    void a_foreign_origin_is_refused(String origin) {
        assertThat(refused("POST /api/v1/runs HTTP/1.1\r\nHost: localhost\r\nOrigin: " + origin
                                + "\r\nContent-Length: 0\r\n")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "LocalHost:8080", "127.0.0.1:8080", "[::1]:8080", "[::1]", "governance.example:443"
            })
    void known_hosts_and_origins_pass(String host) {
        Answer answer = RawHttp.send(
                port, "GET /actuator/health HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host + "\r\n");
        assertThat(answer.status()).isEqualTo(200);
    }
}
