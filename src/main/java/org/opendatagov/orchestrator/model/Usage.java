package org.opendatagov.orchestrator.model;

/**
 * Tokens of a call.
 *
 * @param input all of the input, what was cached included
 * @param output all of the output, reasoning included
 * @param cached of the input, what the provider had in its cache
 * @param reasoning of the output, what was thinking; 0 where the provider does not say
 */
public record Usage(long input, long output, long cached, long reasoning) {
    public static final Usage NONE = new Usage(0, 0, 0, 0);

    public Usage {
        if (input < 0 || output < 0 || cached < 0 || reasoning < 0) {
            throw new IllegalArgumentException("tokens cannot be negative");
        }
        cached = Math.min(cached, input);
        reasoning = Math.min(reasoning, output);
    }
}
