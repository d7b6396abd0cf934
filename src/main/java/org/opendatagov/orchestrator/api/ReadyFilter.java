package org.opendatagov.orchestrator.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The port opens a moment before the routes are there: until then the API is unavailable, and not missing. So it is while the service says that
 * it takes no traffic, as without its database or when it stops.
 */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
class ReadyFilter extends OncePerRequestFilter {
    private volatile boolean ready;
    private volatile boolean refusing;

    @EventListener(ApplicationStartedEvent.class)
    void started() {
        ready = true;
    }

    @EventListener
    void changed(AvailabilityChangeEvent<ReadinessState> event) {
        refusing = event.getState() == ReadinessState.REFUSING_TRAFFIC;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return (ready && !refusing) || !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setStatus(ErrorCode.UNAVAILABLE.status());
        response.setHeader("Retry-After", "1");
        response.setContentType(ProblemJson.TYPE);
        response.getOutputStream().write(problem().getBytes(StandardCharsets.UTF_8));
    }

    private String problem() {
        return ready
                ? ProblemJson.of(
                        ErrorCode.STORE_UNAVAILABLE,
                        "The store is away, or the service stops. Runs that were accepted go on; send the request again.")
                : ProblemJson.of(ErrorCode.UNAVAILABLE, "The service is starting; send the request again.");
    }
}
