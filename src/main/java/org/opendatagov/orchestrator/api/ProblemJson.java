package org.opendatagov.orchestrator.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/** Problem details by RFC 9457, with {@code code} and {@code errors}. */
final class ProblemJson {
    static final String TYPE = "application/problem+json";

    private ProblemJson() {}

    static String of(OrchestratorException failure, String instance) {
        return of(failure.code().status(), failure.code().text(), failure.text(), instance, failure.problems());
    }

    static String of(ErrorCode code, String detail, String instance) {
        return of(code.status(), code.text(), detail, instance, List.of(new Problem(code.text(), "", detail)));
    }

    private static String of(int status, String code, String detail, String instance, List<Problem> errors) {
        String words = code.replace('_', ' ');
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
        problem.put("status", status);
        problem.put("detail", detail);
        problem.put("instance", instance);
        problem.put("code", code);
        problem.put("errors", errors);
        return ApiJson.write(problem);
    }

    /** The code of an HTTP status that a layer below gave. */
    static ErrorCode code(int status) {
        return switch (status) {
            case 403 -> ErrorCode.FORBIDDEN_ORIGIN;
            case 404 -> ErrorCode.NOT_FOUND;
            case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
            case 406 -> ErrorCode.NOT_ACCEPTABLE;
            case 413 -> ErrorCode.TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            case 503 -> ErrorCode.UNAVAILABLE;
            default -> status < 500 ? ErrorCode.MALFORMED_REQUEST : ErrorCode.INTERNAL;
        };
    }
}
