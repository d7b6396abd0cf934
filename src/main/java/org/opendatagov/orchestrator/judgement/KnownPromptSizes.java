package org.opendatagov.orchestrator.judgement;

import java.util.Locale;
import org.opendatagov.orchestrator.model.PromptSizes;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** Sizes of the prompts in force, by the name that an expert's usually has: {@code schema} of the SchemaExpert. */
@Component
class KnownPromptSizes implements PromptSizes {
    private static final String EXPERT = "Expert";

    private final Prompts prompts;
    private final JudgementSettings settings;

    KnownPromptSizes(Prompts prompts, JudgementSettings settings) {
        this.prompts = prompts;
        this.settings = settings;
    }

    @Override
    public int told(String expert) {
        String name = expert.endsWith(EXPERT) ? expert.substring(0, expert.length() - EXPERT.length()) : expert;
        try {
            return prompts.find(name.toLowerCase(Locale.ROOT)).system().length();
        } catch (OrchestratorException e) {
            // It has a prompt of another name, or none: the answer's form alone is told.
            return 0;
        }
    }

    @Override
    public int mostAsked() {
        return settings.maxQuestion();
    }
}
