package org.opendatagov.orchestrator.api;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.opendatagov.orchestrator.engine.Requester;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.springframework.web.util.UriUtils;

/**
 * What an operation was asked. Camel has headers, query and path in one map, where one can pass for another; here each
 * is read from its own place.
 */
final class ApiRequest {
    /** Set by Tomcat, which otherwise drops a parameter that it cannot decode. */
    private static final String UNDECODABLE = "org.apache.catalina.parameter_parse_failed";

    private final Exchange exchange;
    private final HttpServletRequest request;

    private ApiRequest(Exchange exchange, HttpServletRequest request) {
        this.exchange = exchange;
        this.request = request;
    }

    /**
     * Also finds the problems of its query: parameters that the operation does not have, that come twice, or that hold
     * what no text holds.
     */
    static ApiRequest of(Exchange exchange, Set<String> parameters, List<Problem> problems) {
        return of(exchange, parameters, Set.of(), problems);
    }

    /** @param repeated those of the parameters that may come several times */
    static ApiRequest of(Exchange exchange, Set<String> parameters, Set<String> repeated, List<Problem> problems) {
        if (!(exchange.getIn() instanceof PlatformHttpMessage message)) {
            throw new IllegalStateException("an operation was called by another way than HTTP");
        }
        ApiRequest asked = new ApiRequest(exchange, message.getRequest());
        asked.checkQuery(parameters, repeated, problems);
        return asked;
    }

    /** A request of which nothing but its path counts; throws where it has more. */
    static ApiRequest of(Exchange exchange, String... parameters) {
        List<Problem> problems = new ArrayList<>();
        ApiRequest asked = of(exchange, Set.of(parameters), problems);
        throwIfAny(problems);
        return asked;
    }

    static void throwIfAny(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
        }
    }

    private void checkQuery(Set<String> known, Set<String> repeated, List<Problem> problems) {
        for (String name : Collections.list(request.getParameterNames())) {
            if (!known.contains(name)) {
                problems.add(new Problem("unknown_parameter", RequestPlace.query(name), unknown(known)));
            } else if (request.getParameterValues(name).length > 1 && !repeated.contains(name)) {
                problems.add(new Problem(
                        "repeated_parameter", RequestPlace.query(name), "'" + name + "' is given more than once."));
            } else if (!all(name).stream().allMatch(Texts::storable)) {
                problems.add(new Problem(
                        "invalid_text", RequestPlace.query(name), "'" + name + "' holds a character that is none."));
            }
        }
        if (request.getAttribute(UNDECODABLE) != null) {
            throw new OrchestratorException(
                    ErrorCode.MALFORMED_REQUEST, "The query cannot be decoded; it must be percent-encoded UTF-8.");
        }
    }

    private static String unknown(Set<String> known) {
        return "The query has a parameter that is unknown; "
                + (known.isEmpty()
                        ? "there are none."
                        : "known are "
                                + String.join(", ", known.stream().sorted().toList()) + ".");
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(request.getParameter(name));
    }

    /** The values of a parameter that may come several times. */
    List<String> all(String name) {
        String[] values = request.getParameterValues(name);
        return values == null ? List.of() : List.of(values);
    }

    /** A header that may come once. */
    Optional<String> header(String name) {
        List<Problem> problems = new ArrayList<>();
        Optional<String> value = header(name, problems);
        throwIfAny(problems);
        return value;
    }

    Optional<String> header(String name, List<Problem> problems) {
        return header(request, name, problems);
    }

    static Optional<String> header(HttpServletRequest request, String name, List<Problem> problems) {
        List<String> values = Collections.list(request.getHeaders(name));
        if (values.size() > 1) {
            problems.add(new Problem(
                    "repeated_header", RequestPlace.header(name), "'" + name + "' is given more than once."));
        }
        return values.stream().findFirst();
    }

    /** Who asks. */
    Requester requester() {
        List<Problem> problems = new ArrayList<>();
        Requester requester = requester(problems);
        throwIfAny(problems);
        return requester;
    }

    Requester requester(List<Problem> problems) {
        return RequestedBy.read(request, problems);
    }

    /** All values of a header that is a list. */
    String list(String header) {
        return String.join(",", Collections.list(request.getHeaders(header)));
    }

    /** A parameter of the path, as the contract names it; Camel leaves it percent-encoded. */
    String path(String name) {
        return UriUtils.decode(exchange.getMessage().getHeader(name, "", String.class), StandardCharsets.UTF_8);
    }

    /** The body, which must be a JSON object, or a YAML one where its type says so. */
    Map<String, Object> object() {
        return object(body());
    }

    /** The body, which may be any JSON value. */
    Object value() {
        return ApiJson.value(body());
    }

    /** The body's members; none where there is no body. */
    Map<String, Object> objectIfAny() {
        byte[] body = body();
        return body.length == 0 ? Map.of() : object(body);
    }

    private Map<String, Object> object(byte[] body) {
        return isYaml() ? ApiYaml.object(body) : ApiJson.object(body);
    }

    /** Can be read once. */
    private byte[] body() {
        byte[] body = exchange.getMessage().getBody(byte[].class);
        return body == null ? new byte[0] : body;
    }

    /** The body as text in UTF-8. */
    String text() {
        return ApiYaml.text(body());
    }

    /** Whether the body's type says that it is YAML. */
    boolean isYaml() {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).contains("yaml");
    }
}
