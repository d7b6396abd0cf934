package org.opendatagov.orchestrator.api;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.opendatagov.orchestrator.engine.Requester;
import org.opendatagov.orchestrator.problem.Problem;

/**
 * Who asks, as the headers {@code X-Orchestrator-User} and {@code X-Orchestrator-Tenant} say. Anybody can write them: they count from a
 * loopback address alone, where whoever reaches the service has the machine; from elsewhere the caller is unknown.
 */
final class RequestedBy {
    static final String USER = "X-Orchestrator-User";
    static final String TENANT = "X-Orchestrator-Tenant";
    private static final int LONGEST = 200;

    private RequestedBy() {}

    static Requester read(HttpServletRequest request, List<Problem> problems) {
        Requester said = new Requester(name(request, USER, problems), name(request, TENANT, problems));
        return loopback(request.getRemoteAddr()) ? said : Requester.UNKNOWN;
    }

    private static String name(HttpServletRequest request, String header, List<Problem> problems) {
        String value = ApiRequest.header(request, header, problems).orElse("").strip();
        if (!isName(value)) {
            problems.add(new Problem("invalid_header", RequestPlace.header(header), must(header)));
            return "";
        }
        return value;
    }

    /** Whether it can be the name of a user or tenant. */
    static boolean isName(String text) {
        return text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
    }

    /** What is expected of one. */
    static String must(String place) {
        return "'" + place + "' must be a name of at most " + LONGEST + " characters.";
    }

    /** An address as the connection has it: it is read and not looked up. */
    private static boolean loopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
