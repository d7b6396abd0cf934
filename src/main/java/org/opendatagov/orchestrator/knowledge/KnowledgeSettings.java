package org.opendatagov.orchestrator.knowledge;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings below {@code orchestrator.knowledge}.
 *
 * @param folder what lies in it becomes documents
 * @param maxDocument the largest file
 * @param passageSize the most characters of a passage
 * @param passageOverlap the most characters that a passage repeats of the one before it
 * @param poll how often documents that came at other replicas are looked for
 */
@Validated
@ConfigurationProperties("orchestrator.knowledge")
record KnowledgeSettings(
        @DefaultValue("knowledge") String folder,
        @DefaultValue("20MB") DataSize maxDocument,
        @DefaultValue("1000") @Min(200) @Max(4000) int passageSize,
        @DefaultValue("150") @Min(0) @Max(1000) int passageOverlap,
        @DefaultValue("2s") Duration poll) {
    KnowledgeSettings {
        if (passageOverlap > passageSize / 2) {
            throw new IllegalArgumentException("passage-overlap: at most half of passage-size is expected");
        }
    }
}
