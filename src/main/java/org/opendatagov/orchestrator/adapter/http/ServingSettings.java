package org.opendatagov.orchestrator.adapter.http;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings below {@code orchestrator.experts} of a process with {@code orchestrator.role=expert}.
 *
 * @param orchestratorUrl where it registers
 * @param address where the orchestrator reaches it; empty: 127.0.0.1 and its own port
 */
@Validated
@ConfigurationProperties("orchestrator.experts")
record ServingSettings(
        @DefaultValue("http://127.0.0.1:8080") URI orchestratorUrl,
        @DefaultValue("") String address) {}
