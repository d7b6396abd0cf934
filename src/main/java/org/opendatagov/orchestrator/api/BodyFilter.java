package org.opendatagov.orchestrator.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds what a request may send before anything reads it: an upload goes to its own path alone, and any other body is
 * small enough to be held in memory, which is where Camel puts it.
 */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class BodyFilter extends OncePerRequestFilter {
    static final String UPLOADS = "/api/v1/datasets";

    static final String DOCUMENTS = "/api/v1/knowledge/documents";

    /** A definition of 1,000 tasks takes some 200 kB. */
    static final int LARGEST = 1 << 20;

    /** A call of an expert in this process holds the context of its run. */
    private static final int LARGEST_CALL = 64 << 20;

    /** Events of wide tables have some 100 kB, and come in batches. */
    static final int LARGEST_BATCH = 16 << 20;

    private static final String LINEAGE = "/api/v1/lineage";
    private static final String CALL = "/perform";

    private final boolean serving;

    BodyFilter(@Value("${orchestrator.role:orchestrator}") String role) {
        this.serving = role.equals("expert");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (encoded(request)) {
            refuse(
                    response,
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "A body with a Content-Encoding is not read; send it as it is.");
            return;
        }
        if (multipart(request)) {
            if (request.getMethod().equals("POST")
                    && (request.getRequestURI().equals(UPLOADS)
                            || request.getRequestURI().equals(DOCUMENTS))) {
                chain.doFilter(request, response);
            } else {
                refuse(
                        response,
                        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                        "Only POST " + UPLOADS + " and POST " + DOCUMENTS + " take multipart/form-data.");
            }
            return;
        }
        int largest = largest(request.getRequestURI());
        Optional<byte[]> body = read(request, largest);
        if (body.isPresent()) {
            chain.doFilter(new BufferedRequest(request, body.get()), response);
        } else {
            refuse(
                    response,
                    ErrorCode.TOO_LARGE,
                    "The body is larger than " + largest + " bytes; send files to POST " + UPLOADS + ".");
        }
    }

    private int largest(String path) {
        if (path.startsWith(LINEAGE)) {
            return LARGEST_BATCH;
        }
        return serving && path.endsWith(CALL) ? LARGEST_CALL : LARGEST;
    }

    private static boolean encoded(HttpServletRequest request) {
        String coding = request.getHeader("Content-Encoding");
        return coding != null && !coding.equalsIgnoreCase("identity");
    }

    private static boolean multipart(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private static Optional<byte[]> read(HttpServletRequest request, int largest) throws IOException {
        if (request.getContentLengthLong() > largest) {
            return Optional.empty();
        }
        byte[] body = request.getInputStream().readNBytes(largest + 1);
        return body.length > largest ? Optional.empty() : Optional.of(body);
    }

    private static void refuse(HttpServletResponse response, ErrorCode code, String detail) throws IOException {
        response.setStatus(code.status());
        response.setContentType(ProblemJson.TYPE);
        response.getOutputStream().write(ProblemJson.of(code, detail).getBytes(StandardCharsets.UTF_8));
    }
}
