package org.opendatagov.orchestrator.model;

/** Whose protocol a model speaks. {@code OPENAI} with a base URL is any server that speaks OpenAI's. */
public enum Provider {
    OPENAI(true),
    ANTHROPIC(true),
    GOOGLE(true),
    OLLAMA(false);

    private final boolean needsKey;

    Provider(boolean needsKey) {
        this.needsKey = needsKey;
    }

    /** Whether its own service answers nobody without a key. */
    boolean needsKey() {
        return needsKey;
    }
}
