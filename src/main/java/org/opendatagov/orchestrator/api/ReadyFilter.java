package org.opendatagov.orchestrator.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** The port opens a moment before the routes are there: until then the API is unavailable, and not missing. */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
class ReadyFilter extends OncePerRequestFilter {
    private volatile boolean ready;

    @EventListener(ApplicationStartedEvent.class)
    void started() {
        ready = true;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return ready || !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setStatus(ErrorCode.UNAVAILABLE.status());
        response.setHeader("Retry-After", "1");
        response.setContentType(ProblemJson.TYPE);
        response.getOutputStream()
                .write(ProblemJson.of(ErrorCode.UNAVAILABLE, "The service is starting; send the request again.")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
