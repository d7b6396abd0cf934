package org.opendatagov.orchestrator.workflow;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** YAML text as JSON values. */
final class YamlValues {
    private YamlValues() {}

    static Map<String, Object> read(String text) {
        YamlTree tree = YamlTree.parse(text, "the definition");
        @Nullable Object value = tree.plain(tree.root());
        if (value instanceof Map<?, ?> map) {
            return Members.copy(map);
        }
        throw new OrchestratorException(
                ErrorCode.INVALID_INPUT, "The definition must be an object, such as workflow_id: …, tasks: [ … ].");
    }
}
