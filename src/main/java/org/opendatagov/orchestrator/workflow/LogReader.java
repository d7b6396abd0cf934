package org.opendatagov.orchestrator.workflow;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a log step. Its message is literal: Camel's Simple language could call beans and read files. */
final class LogReader {
    private static final Set<String> LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF");
    private static final Pattern PUBLISHED =
            Pattern.compile("\\{\\{orchestrator\\.published\\.[a-z0-9.-]+(:[^{}$]*)?}}");

    private final YamlTree yaml;
    private final Problems problems;

    LogReader(YamlTree yaml, Problems problems) {
        this.yaml = yaml;
        this.problems = problems;
    }

    List<Step> read(Node log) {
        Map<String, Node> entries = yaml.entries(log);
        String message = yaml.isScalar(log) ? yaml.text(log) : yaml.text(entries.get("message"));
        String level = entries.containsKey("loggingLevel") ? yaml.text(entries.get("loggingLevel")) : "INFO";
        if (message.contains("${") || message.contains("$simple{")) {
            reject(
                    log,
                    "a log message is literal: Camel's expressions are not allowed in it; a task's summary tells values.");
        }
        if (!isPublished(message)) {
            reject(log, "placeholders are allowed under orchestrator.published. alone: {{orchestrator.published.…}}.");
        }
        if (!LEVELS.contains(level)) {
            reject(log, "'loggingLevel' must be TRACE, DEBUG, INFO, WARN, ERROR or OFF.");
        }
        return List.of(new Step.Log(message, level));
    }

    /** Whether the text holds no placeholder but published ones. */
    static boolean isPublished(String text) {
        return !PUBLISHED.matcher(text).replaceAll("").contains("{{");
    }

    private void reject(Node where, String what) {
        problems.add(yaml.problem(where, what));
    }
}
