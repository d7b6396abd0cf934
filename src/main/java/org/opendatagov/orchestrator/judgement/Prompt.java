package org.opendatagov.orchestrator.judgement;

/**
 * A version of a prompt.
 *
 * @param system what a model is told; equal for all calls of an expert, so that providers can keep it in their caches
 * @param schema JSON schema of the answer
 */
record Prompt(String name, int version, String system, String schema) {
    /** As it is kept with each call. */
    String id() {
        return name + "@" + version;
    }
}
