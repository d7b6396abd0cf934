package org.opendatagov.orchestrator.workflow;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/** YAML text as JSON values. */
final class YamlValues {
    private YamlValues() {}

    static Map<String, Object> read(String text) {
        YamlTree tree = parse(text);
        @Nullable Object value = tree.plain(tree.root());
        if (value instanceof Map<?, ?> map) {
            return Members.copy(map);
        }
        throw new OrchestratorException(
                ErrorCode.INVALID_INPUT, "The definition must be an object, such as workflow_id: …, tasks: [ … ].");
    }

    private static YamlTree parse(String text) {
        try {
            return YamlTree.parse(text, "the definition");
        } catch (OrchestratorException e) {
            throw new OrchestratorException(
                    ErrorCode.MALFORMED_REQUEST,
                    e.problems().stream()
                            .map(problem -> new Problem(ErrorCode.MALFORMED_REQUEST.text(), "", problem.message()))
                            .toList());
        }
    }
}
