package org.opendatagov.orchestrator.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;

/**
 * Who waits for the JSON of a call. Whether it still does shows only when something is written to it: white space, which JSON lets stand
 * before a value, and which also keeps what lies between the two from closing an idle connection.
 */
final class Caller {
    private final HttpServletResponse response;

    Caller(HttpServletResponse response) {
        this.response = response;
    }

    /** The first write after it went may still succeed, the next one fails. */
    boolean waits() {
        try {
            write("\n");
            response.flushBuffer();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the status has been sent already, 200, so that a failure can only be told in the body. */
    boolean begun() {
        return response.isCommitted();
    }

    void write(String json) throws IOException {
        if (!begun()) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        }
        response.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
    }
}
