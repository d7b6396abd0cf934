package org.opendatagov.orchestrator.trigger;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings below {@code orchestrator.triggers}; the routes read them by name, here they are checked.
 *
 * @param enabled whether inbox, bucket and schedules are watched
 * @param period milliseconds between two looks into the inbox
 * @param settleTime milliseconds that a file must not have changed before it is taken
 */
@Validated
@ConfigurationProperties("orchestrator.triggers")
record TriggerSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1000") @Min(10) @Max(3_600_000) int period,
        @DefaultValue("2000") @Min(0) @Max(3_600_000) int settleTime) {}
