package org.opendatagov.orchestrator.spark;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings below {@code orchestrator.spark}.
 *
 * @param eventLogDirs folders where Spark writes event logs: there the newest log of an application is looked for
 */
@ConfigurationProperties("orchestrator.spark")
public record SparkSettings(@DefaultValue List<Path> eventLogDirs) {
    public SparkSettings {
        eventLogDirs = List.copyOf(eventLogDirs);
    }
}
