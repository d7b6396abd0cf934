package org.opendatagov.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ReadyFilterTest {
    private final ReadyFilter filter = new ReadyFilter();

    private MockHttpServletResponse ask(String path) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(new MockHttpServletRequest("GET", path), response, new MockFilterChain());
        return response;
    }

    @Test
    void until_the_service_has_started_the_api_is_unavailable_and_not_missing() throws Exception {
        MockHttpServletResponse early = ask("/api/v1/workflows");
        assertThat(early.getStatus()).isEqualTo(503);
        assertThat(early.getContentType()).startsWith(ProblemJson.TYPE);
        assertThat(early.getHeader("Retry-After")).isEqualTo("1");
        assertThat(ask("/actuator/health").getStatus()).isEqualTo(200);

        filter.started();
        assertThat(ask("/api/v1/workflows").getStatus()).isEqualTo(200);
    }
}
