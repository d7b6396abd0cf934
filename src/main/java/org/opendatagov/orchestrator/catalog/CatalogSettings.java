package org.opendatagov.orchestrator.catalog;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings below {@code orchestrator.catalog}.
 *
 * @param declarations folder of YAML files that declare datasets; it need not exist
 */
@ConfigurationProperties("orchestrator.catalog")
public record CatalogSettings(@DefaultValue("declarations") Path declarations) {}
