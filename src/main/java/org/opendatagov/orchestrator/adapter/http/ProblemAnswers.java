package org.opendatagov.orchestrator.adapter.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.ExpertJson;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/** Makes of problem+json (RFC 9457) the exception that it was on the other side. */
final class ProblemAnswers {
    private ProblemAnswers() {}

    static OrchestratorException read(int status, byte[] body, String what) {
        Optional<Map<String, Object>> problem = ExpertJson.readMap(body);
        Optional<ErrorCode> code = problem.flatMap(found -> code(found.get("code")));
        if (problem.isEmpty() || code.isEmpty()) {
            return new OrchestratorException(
                    status >= 500 ? ErrorCode.UNAVAILABLE : ErrorCode.INTERNAL,
                    what + " answered with status " + status + " and no problem that is known.");
        }
        List<Problem> problems = problems(problem.get().get("errors"));
        return problems.size() > 1
                        || problems.stream().anyMatch(found -> !found.path().isEmpty())
                ? new OrchestratorException(code.get(), problems)
                : new OrchestratorException(
                        code.get(), String.valueOf(problem.get().get("detail")));
    }

    private static Optional<ErrorCode> code(@Nullable Object text) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.text().equals(text))
                .findFirst();
    }

    private static List<Problem> problems(@Nullable Object errors) {
        List<Problem> problems = new ArrayList<>();
        if (errors instanceof List<?> list) {
            for (Object error : list) {
                if (error instanceof Map<?, ?> map) {
                    problems.add(new Problem(
                            String.valueOf(map.get("code")),
                            String.valueOf(map.get("path")),
                            String.valueOf(map.get("message"))));
                }
            }
        }
        return problems;
    }
}
