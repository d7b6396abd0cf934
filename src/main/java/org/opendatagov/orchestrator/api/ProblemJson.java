package org.opendatagov.orchestrator.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/**
 * Problem details by RFC 9457, with {@code code} and {@code errors}. The instance is a number of its own: the path of
 * the request may hold what a caller should not have sent.
 */
final class ProblemJson {
    static final String TYPE = "application/problem+json";

    private static final int IN_DETAIL = 5;
    private static final int IN_ERRORS = 100;
    private static final int LONGEST = 1000;

    private ProblemJson() {}

    static String of(OrchestratorException failure) {
        return of(failure, Map.of());
    }

    /** With further members. */
    static String of(OrchestratorException failure, Map<String, Object> further) {
        List<Problem> problems = failure.problems();
        return of(failure.code().status(), failure.code().text(), detail(problems), shown(problems), further);
    }

    /** The first problems in words; the others are in {@code errors}. */
    private static String detail(List<Problem> problems) {
        String first =
                problems.stream().limit(IN_DETAIL).map(ProblemJson::message).collect(Collectors.joining(" "));
        int others = problems.size() - IN_DETAIL;
        return others > 0 ? first + " There are " + others + " more problems." : first;
    }

    private static List<Problem> shown(List<Problem> problems) {
        return problems.stream()
                .limit(IN_ERRORS)
                .map(problem -> new Problem(problem.code(), shortened(problem.path()), message(problem)))
                .toList();
    }

    private static String message(Problem problem) {
        return shortened(problem.message());
    }

    /** An answer stays readable whatever the request was. */
    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST / 2)) + "…";
    }

    static String of(ErrorCode code, String detail) {
        return of(code.status(), code.text(), detail, List.of(new Problem(code.text(), "", detail)), Map.of());
    }

    /** For a status that a layer below gave. */
    static String of(int status, String detail) {
        String code = code(status).text();
        return of(status, code, detail, List.of(new Problem(code, "", detail)), Map.of());
    }

    private static String of(
            int status, String code, String detail, List<Problem> errors, Map<String, Object> further) {
        String words = code.replace('_', ' ');
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
        problem.put("status", status);
        problem.put("detail", detail);
        problem.put("instance", "urn:uuid:" + UUID.randomUUID());
        problem.put("code", code);
        problem.put("errors", errors);
        problem.putAll(further);
        return ApiJson.write(problem);
    }

    /** The code of an HTTP status that a layer below gave. */
    static ErrorCode code(int status) {
        return switch (status) {
            case 403 -> ErrorCode.FORBIDDEN_ORIGIN;
            case 404 -> ErrorCode.NOT_FOUND;
            case 405, 501 -> ErrorCode.METHOD_NOT_ALLOWED;
            case 406 -> ErrorCode.NOT_ACCEPTABLE;
            case 413 -> ErrorCode.TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            case 503 -> ErrorCode.UNAVAILABLE;
            case 505 -> ErrorCode.MALFORMED_REQUEST;
            default -> status < 500 ? ErrorCode.MALFORMED_REQUEST : ErrorCode.INTERNAL;
        };
    }

    /** What to say about a status that a layer below gave. */
    static String detail(int status) {
        return switch (code(status)) {
            case NOT_FOUND ->
                "Nothing is served at this path; the API is below /api/v1, for instance GET /api/v1/workflows.";
            case METHOD_NOT_ALLOWED -> "This path does not take this method; Allow names those it takes.";
            case NOT_ACCEPTABLE ->
                "This path does not answer in a form that Accept names; all answer application/json, a report text/markdown and text/html too, an audit text/csv.";
            case UNSUPPORTED_MEDIA_TYPE ->
                "This path does not take a body of this Content-Type; POST /api/v1/datasets and /api/v1/knowledge/documents take multipart/form-data, all others application/json, those with a definition application/yaml too.";
            case TOO_LARGE -> "The request is too large.";
            case UNAVAILABLE -> "The service is busy or not ready; send the request again later.";
            case INTERNAL -> "The request failed for a reason that it should not have.";
            default -> "The request cannot be read; check its line, headers and encoding.";
        };
    }
}
