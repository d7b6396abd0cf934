package org.opendatagov.orchestrator.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A question to a model, anonymised already.
 *
 * @param place task and, in a fan-out, key: where in the run it is asked
 * @param user who started the run; empty if unknown
 * @param prompt id and version of the prompt, {@code schema@3}
 * @param system what the model is told to do; the same for many calls, so that a provider can cache it
 * @param question the evidence of this call
 * @param schema JSON schema of the answer, an object schema
 * @param tools what the model may have looked up
 * @param turns what was looked up so far
 * @param deadline until when an answer is of use
 */
public record ModelCall(
        UUID run,
        String place,
        String expert,
        String user,
        String tenant,
        String prompt,
        String system,
        String question,
        String schema,
        List<ToolSpec> tools,
        List<ToolTurn> turns,
        Instant deadline) {
    public ModelCall {
        tools = List.copyOf(tools);
        turns = List.copyOf(turns);
    }

    /** Without tools. */
    public ModelCall(
            UUID run,
            String place,
            String expert,
            String user,
            String tenant,
            String prompt,
            String system,
            String question,
            String schema,
            Instant deadline) {
        this(run, place, expert, user, tenant, prompt, system, question, schema, List.of(), List.of(), deadline);
    }

    /** All that it shows of data, as the ledger keeps it: the question, and what was looked up for it. */
    public String shown() {
        StringBuilder shown = new StringBuilder(question);
        turns.forEach(turn ->
                shown.append("\n\n").append(turn.message()).append('\n').append(String.join("\n", turn.answers())));
        return shown.toString();
    }

    public ModelCall with(List<ToolSpec> offered, List<ToolTurn> so) {
        return new ModelCall(run, place, expert, user, tenant, prompt, system, question, schema, offered, so, deadline);
    }

    /** The same, asked again with what was wrong with the answer. */
    ModelCall repaired(String answer, String problems) {
        return new ModelCall(
                run,
                place,
                expert,
                user,
                tenant,
                prompt,
                system,
                "%s\n\nYou answered:\n%s\n\nThat is not as asked: %s\nAnswer again, with the corrected JSON object alone."
                        .formatted(question, answer, problems),
                schema,
                tools,
                turns,
                deadline);
    }
}
