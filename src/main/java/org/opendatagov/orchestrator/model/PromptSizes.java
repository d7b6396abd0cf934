package org.opendatagov.orchestrator.model;

/** How large the prompts are that experts send (port of whoever asks for their judgement). */
public interface PromptSizes {
    /** Characters of what a model is told in every call of the expert; 0 where the expert asks none. */
    int told(String expert);

    /** Characters that a question has at the most. */
    int mostAsked();
}
