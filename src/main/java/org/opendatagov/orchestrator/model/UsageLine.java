package org.opendatagov.orchestrator.model;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a group of calls used.
 *
 * @param key of the group; empty where nobody knows it, and of all together
 * @param calls how many were made of a provider
 * @param cachedCalls how many were answered without one
 * @param costUsd settled, in USD
 * @param reservedUsd of calls that go on, in USD
 */
public record UsageLine(
        String key,
        long calls,
        long cachedCalls,
        long inputTokens,
        long outputTokens,
        long cachedTokens,
        long reasoningTokens,
        BigDecimal costUsd,
        BigDecimal reservedUsd) {
    private static final UsageLine NOTHING = new UsageLine("", 0, 0, 0, 0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO);

    /** All together. */
    public static UsageLine sum(List<UsageLine> lines) {
        return lines.stream().reduce(NOTHING, UsageLine::plus);
    }

    private UsageLine plus(UsageLine other) {
        return new UsageLine(
                "",
                calls + other.calls,
                cachedCalls + other.cachedCalls,
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                cachedTokens + other.cachedTokens,
                reasoningTokens + other.reasoningTokens,
                costUsd.add(other.costUsd),
                reservedUsd.add(other.reservedUsd));
    }
}
