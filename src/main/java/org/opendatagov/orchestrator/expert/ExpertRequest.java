package org.opendatagov.orchestrator.expert;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/**
 * One call of an expert's action. The thread that makes the call is interrupted when the work is to stop.
 *
 * @param inputs resolved inputs, JSON values
 * @param context what the ancestors wrote
 * @param fingerprints fingerprints of the datasets that this run has used so far, by location: a dataset found with
 *     another one has changed under the run
 */
public record ExpertRequest(
        UUID runId,
        String taskId,
        String action,
        Map<String, Object> inputs,
        ContextView context,
        Map<String, String> fingerprints) {
    public ExpertRequest {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        fingerprints = Map.copyOf(fingerprints);
    }

    /** An input that must be there as text. */
    public String requiredText(String name) {
        return text(name)
                .orElseThrow(() -> new OrchestratorException(
                        ErrorCode.INVALID_INPUT,
                        "Action '%s' needs the input '%s' (text), which is missing.".formatted(action, name)));
    }

    /** An optional text input; another type is an error. */
    public Optional<String> text(String name) {
        Object value = inputs.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw new OrchestratorException(
                ErrorCode.INVALID_INPUT,
                "Input '%s' of action '%s' must be text, is %s."
                        .formatted(name, action, value.getClass().getSimpleName()));
    }
}
