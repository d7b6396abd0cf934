package org.opendatagov.orchestrator.expert;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings below {@code orchestrator.experts}.
 *
 * @param served names of the experts that this process performs itself; empty for all, {@code none} for none
 * @param maxConcurrent tasks at once of an expert in this process
 * @param maxConcurrentOf the same for single experts, by name
 * @param heartbeatTimeout how long an instance that is not heard of is taken to be there
 * @param forgetAfter how long an instance that is not heard of stays in the catalogue
 * @param poll how often registrations of other replicas are looked at
 * @param probe how often instances in other processes are asked whether they are well
 * @param token the secret that guards registration and performing; empty: loopback addresses alone are taken
 */
@Validated
@ConfigurationProperties("orchestrator.experts")
public record ExpertSettings(
        @DefaultValue List<String> served,
        @DefaultValue("100") @Min(1) @Max(100_000) int maxConcurrent,
        @DefaultValue Map<String, @Min(1) Integer> maxConcurrentOf,
        @DefaultValue("15s") Duration heartbeatTimeout,
        @DefaultValue("1h") Duration forgetAfter,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("2s") Duration probe,
        @DefaultValue("") String token,
        @DefaultValue @Valid Breaker breaker) {
    public ExpertSettings {
        served = List.copyOf(served);
        maxConcurrentOf = Map.copyOf(maxConcurrentOf);
    }

    /**
     * When an instance's circuit breaker opens, and how it closes again.
     *
     * @param failureRate percent of the window's calls that failed
     * @param slowCallRate percent of the window's calls that were slow
     * @param slowCall from when on a call is slow; a call that is stopped after that long has failed, before that it does not count
     * @param window how many of the last calls count
     * @param minimumCalls fewer calls open nothing
     * @param openFor how long no call goes through, in whole seconds
     * @param halfOpenCalls calls that are tried then, and decide
     */
    public record Breaker(
            @DefaultValue("50") @Min(1) @Max(100) int failureRate,
            @DefaultValue("100") @Min(1) @Max(100) int slowCallRate,
            @DefaultValue("5m") Duration slowCall,
            @DefaultValue("20") @Min(1) int window,
            @DefaultValue("10") @Min(1) int minimumCalls,
            @DefaultValue("5s") Duration openFor,
            @DefaultValue("3") @Min(1) int halfOpenCalls) {}

    boolean serves(String expert) {
        return served.isEmpty() || served.contains(expert);
    }

    int maxConcurrent(String expert) {
        return maxConcurrentOf.getOrDefault(expert, maxConcurrent);
    }
}
