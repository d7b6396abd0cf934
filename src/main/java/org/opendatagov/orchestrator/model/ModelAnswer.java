package org.opendatagov.orchestrator.model;

/** What came of a question to the models of an expert. */
public sealed interface ModelAnswer {
    /**
     * @param text as the provider sent it
     * @param cached it was answered before, by the cache or to this very task, and cost nothing now
     * @param truncated it ended at the limit of tokens
     */
    record Answered(String text, String model, Usage usage, boolean cached, boolean truncated) implements ModelAnswer {}

    /**
     * No model answered: evidence stands alone.
     *
     * @param code {@code none, budget, refused, unavailable}
     * @param reason one sentence for the report, without key or data
     */
    record Silent(String code, String reason) implements ModelAnswer {}
}
