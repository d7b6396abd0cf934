package org.opendatagov.orchestrator.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendatagov.orchestrator.expert.Finding;

/**
 * Two runs side by side: what the second one found, cost and took otherwise than the first.
 *
 * @param tasks of either, in the order of the first
 */
public record RunComparison(Side first, Side second, List<TaskPair> tasks, FindingPairs findings) {
    public RunComparison {
        tasks = List.copyOf(tasks);
    }

    /** @param seconds from its start to its end */
    public record Side(
            UUID id,
            String workflow,
            int version,
            String status,
            Instant createdAt,
            Optional<Double> seconds,
            BigDecimal costUsd,
            long inputTokens,
            long outputTokens) {}

    /**
     * A task in both runs; what one of them does not have is absent.
     *
     * @param sameResult whether both gave a result and the results are equal
     */
    public record TaskPair(String id, Optional<TaskSide> first, Optional<TaskSide> second, boolean sameResult) {}

    /**
     * A task in one run.
     *
     * @param resultHash SHA-256 of the result's canonical JSON; absent where it gave none
     * @param prompts with their versions
     */
    public record TaskSide(
            String expert,
            String action,
            String status,
            Optional<Double> seconds,
            BigDecimal costUsd,
            long calls,
            long cachedCalls,
            long inputTokens,
            long outputTokens,
            List<String> models,
            List<String> prompts,
            Optional<String> resultHash) {
        public TaskSide {
            models = List.copyOf(models);
            prompts = List.copyOf(prompts);
        }
    }

    /**
     * Findings are the same where task, source, reference and subject are; without a reference the title counts too.
     *
     * @param same how many are in both, of equal severity
     */
    public record FindingPairs(
            List<TaskFinding> onlyFirst, List<TaskFinding> onlySecond, List<Changed> changed, int same) {
        public FindingPairs {
            onlyFirst = List.copyOf(onlyFirst);
            onlySecond = List.copyOf(onlySecond);
            changed = List.copyOf(changed);
        }
    }

    public record TaskFinding(String task, Finding finding) {}

    /** A finding whose severity is another in the second run. */
    public record Changed(String task, String from, String to, Finding finding) {}
}
