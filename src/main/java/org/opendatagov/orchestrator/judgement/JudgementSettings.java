package org.opendatagov.orchestrator.judgement;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How models are asked for their judgement.
 *
 * @param prompts folder with prompts of one's own, {@code <name>/<version>.md}; it need not exist
 * @param maxQuestion characters of a question; what does not fit is left out, the least severe first, and counted
 * @param maxToolCalls look-ups that a model may ask for in one judgement; 0: none
 */
@Validated
@ConfigurationProperties("orchestrator.judgement")
record JudgementSettings(
        @DefaultValue("prompts") Path prompts,
        @DefaultValue("12000") @Min(2000) @Max(1_000_000) int maxQuestion,
        @DefaultValue("4") @Min(0) @Max(50) int maxToolCalls) {}
