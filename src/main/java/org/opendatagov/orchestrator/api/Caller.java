package org.opendatagov.orchestrator.api;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.ResponseFacade;

/**
 * Who waits for an answer. Whether it still does shows only when something is written to it: an interim response (103, RFC 8297), which
 * clients pass over and of which there may be many before the answer.
 */
final class Caller {
    private final HttpServletRequest request;
    private final ServletResponse response;

    Caller(HttpServletRequest request, ServletResponse response) {
        this.request = request;
        this.response = unwrapped(response);
    }

    private static ServletResponse unwrapped(ServletResponse response) {
        ServletResponse inner = response;
        while (inner instanceof ServletResponseWrapper wrapper) {
            inner = wrapper.getResponse();
        }
        return inner;
    }

    /** The first write after it went may still succeed, the next one fails. */
    boolean waits() {
        if (response instanceof ResponseFacade server) {
            server.sendEarlyHints();
        }
        return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) == null;
    }
}
