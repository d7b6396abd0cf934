package org.opendatagov.orchestrator.dataset;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings below {@code orchestrator.s3}: how S3, or what speaks it, is reached.
 *
 * @param endpoint empty: AWS
 * @param accessKey empty: the AWS SDK's default chain of credentials
 * @param pathStyle for servers that have no host name a bucket
 */
@ConfigurationProperties("orchestrator.s3")
public record S3Settings(
        @DefaultValue("us-east-1") String region,
        @DefaultValue("") String endpoint,
        @DefaultValue("") String accessKey,
        @DefaultValue("") String secretKey,
        @DefaultValue("false") boolean pathStyle) {}
