package org.opendatagov.orchestrator.experts.cost;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Settings below {@code orchestrator.cost}.
 *
 * @param priceSheet dated prices of storage, in the form of {@code rules/prices/aws-s3.yaml}; {@code file:…} for one's own
 * @param computePriceSheet dated prices of compute, in the form of {@code rules/prices/compute.yaml}
 */
@ConfigurationProperties("orchestrator.cost")
public record CostSettings(
        @DefaultValue("classpath:rules/prices/aws-s3.yaml") Resource priceSheet,
        @DefaultValue("classpath:rules/prices/compute.yaml") Resource computePriceSheet) {}
