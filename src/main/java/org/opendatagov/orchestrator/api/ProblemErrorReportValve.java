package org.opendatagov.orchestrator.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** What Tomcat itself refuses (a malformed request line, too large a header) is answered as problem+json too. */
final class ProblemErrorReportValve extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            byte[] body = ProblemJson.of(status, ProblemJson.detail(status)).getBytes(StandardCharsets.UTF_8);
            response.setContentType(ProblemJson.TYPE);
            response.setContentLength(body.length);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            containerLog(e);
        }
    }

    private void containerLog(Exception e) {
        container.getLogger().debug("an error could not be answered", e);
    }
}
