package org.opendatagov.orchestrator.engine;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings below {@code orchestrator.engine}.
 *
 * @param maxRuns how many runs this replica has in flight at most; further ones wait in the queue
 * @param lease how long a replica that is not heard of keeps its runs
 * @param poll how often the queue is looked at when nothing else says so
 * @param maxTasks how many tasks a definition may have
 */
@Validated
@ConfigurationProperties("orchestrator.engine")
public record EngineSettings(
        @DefaultValue("2000") @Min(1) @Max(100_000) int maxRuns,
        @DefaultValue("10s") Duration lease,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("1000") @Min(1) @Max(10_000) int maxTasks) {}
