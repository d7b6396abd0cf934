package org.opendatagov.orchestrator.dataset;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings below {@code orchestrator.duckdb}: budgets of the whole process, shared by all queries.
 *
 * @param poolSize how many queries run at once
 */
@Validated
@ConfigurationProperties("orchestrator.duckdb")
public record DuckDbSettings(
        @DefaultValue("2") @Min(1) @Max(64) int poolSize,
        @DefaultValue("2GB") DataSize memoryLimit,
        @DefaultValue("20GB") DataSize tempLimit) {}
