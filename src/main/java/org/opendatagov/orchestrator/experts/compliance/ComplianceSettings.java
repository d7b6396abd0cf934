package org.opendatagov.orchestrator.experts.compliance;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings below {@code orchestrator.compliance}.
 *
 * @param rules folder of YAML files with rules of one's own; it need not exist
 */
@ConfigurationProperties("orchestrator.compliance")
public record ComplianceSettings(@DefaultValue("rules") Path rules) {}
