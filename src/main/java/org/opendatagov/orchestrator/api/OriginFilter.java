package org.opendatagov.orchestrator.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a foreign Host (DNS rebinding) or Origin (other sites' pages): only loopback names, and those that the settings add. */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class OriginFilter extends OncePerRequestFilter {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final Set<String> hosts = new TreeSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));

    OriginFilter(@Value("${orchestrator.server.allowed-hosts:}") Set<String> allowed) {
        allowed.forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (known(request.getHeader("Host")) && knownOrigin(request.getHeader("Origin"))) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(ErrorCode.FORBIDDEN_ORIGIN.status());
        response.setContentType(ProblemJson.TYPE);
        response.getOutputStream()
                .write(ProblemJson.of(
                                ErrorCode.FORBIDDEN_ORIGIN,
                                "Host or Origin is foreign; add it to orchestrator.server.allowed-hosts where it should not be.")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private boolean known(@Nullable String host) {
        return host != null && hosts.contains(host.toLowerCase(Locale.ROOT).replaceAll(":\\d+$", ""));
    }

    private boolean knownOrigin(@Nullable String origin) {
        if (origin == null) {
            return true;
        }
        try {
            URI uri = URI.create(origin);
            return SCHEMES.contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))
                    && uri.getUserInfo() == null
                    && known(uri.getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
