package org.opendatagov.orchestrator.trigger;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings below {@code orchestrator.s3} of the trigger: which bucket is watched.
 *
 * @param bucket empty: none
 * @param prefix only objects whose key begins so
 * @param period time between two listings, such as {@code 30s}
 */
@Validated
@ConfigurationProperties("orchestrator.s3")
record S3TriggerSettings(
        @DefaultValue("") @Pattern(regexp = "([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])?", message = "is no name of a bucket")
        String bucket,

        @DefaultValue("")
        @Pattern(
                regexp = "[^&+%?#{}\"'\\\\,()]*",
                message = "may not hold & + % ? # { } ( ) , quotes or backslashes; watch a shorter prefix")
        String prefix,

        @DefaultValue("30s") @Pattern(regexp = "[1-9][0-9]*(ms|s|m|h)?", message = "is no duration such as 30s or 5m")
        String period) {}
