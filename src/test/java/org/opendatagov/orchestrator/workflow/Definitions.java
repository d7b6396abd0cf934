package org.opendatagov.orchestrator.workflow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/** Definitions for tests, and what they may name. */
final class Definitions {
    static final Known KNOWN = new Catalogue();

    private Definitions() {}

    static DefinitionReader reader() {
        return new DefinitionReader(KNOWN, DefinitionReader.DEFAULT_MAX_TASKS);
    }

    static Plan read(String yaml) {
        return reader().readYaml(yaml, "");
    }

    /** The problems of a definition, each as {@code code path}. */
    static List<String> places(String yaml) {
        return problems(yaml).stream()
                .map(problem -> problem.code() + " " + problem.path())
                .toList();
    }

    static List<Problem> problems(String yaml) {
        try {
            reader().readYaml(yaml, "");
            return List.of();
        } catch (OrchestratorException e) {
            return e.problems();
        }
    }

    /** A workflow of these tasks, in YAML's flow style. */
    static String tasks(String... tasks) {
        return "workflow_id: w\ntasks:\n  - " + String.join("\n  - ", tasks) + "\n";
    }

    /** The experts of the built-in workflows. */
    private static final class Catalogue implements Known {
        private static final Map<String, String> OWNERS = Map.ofEntries(
                Map.entry("analyze_schema", "SchemaExpert"),
                Map.entry("define_expectations", "QualityExpert"),
                Map.entry("check_data_skew", "QualityExpert"),
                Map.entry("verify_anonymization", "QualityExpert"),
                Map.entry("detect_pii", "SecurityExpert"),
                Map.entry("list_pii_datasets", "SecurityExpert"),
                Map.entry("validate_gdpr", "ComplianceExpert"),
                Map.entry("validate_data_retention", "ComplianceExpert"),
                Map.entry("estimate_storage_cost", "CostExpert"),
                Map.entry("suggest_resource_optimization", "CostExpert"),
                Map.entry("map_dependencies", "LineageExpert"),
                Map.entry("trace_pii_data_flows", "LineageExpert"),
                Map.entry("identify_bottleneck_datasets", "LineageExpert"),
                Map.entry("analyze_execution_plan", "PerformanceExpert"));
        private static final Map<String, Object> INPUTS = Map.of(
                "type",
                "object",
                "properties",
                Map.of(
                        "file_path", Map.of("type", "string"),
                        "months", Map.of("type", "integer"),
                        "level", Map.of("type", "string", "enum", List.of("low", "high")),
                        "columns", Map.of("type", "array", "items", Map.of("type", "string")),
                        "requests",
                                Map.of(
                                        "type",
                                        "object",
                                        "additionalProperties",
                                        false,
                                        "properties",
                                        Map.of("put", Map.of("type", "number")))));

        @Override
        public Set<String> experts() {
            return Set.copyOf(OWNERS.values());
        }

        @Override
        public Set<String> actions() {
            return OWNERS.keySet();
        }

        @Override
        public Optional<KnownAction> action(String name) {
            return Optional.ofNullable(OWNERS.get(name)).map(owner -> new KnownAction(owner, INPUTS));
        }

        @Override
        public Set<String> taskRoutes() {
            return Set.of("notify_owner");
        }

        @Override
        public Set<String> workflows() {
            return Set.of("onboard_dataset");
        }
    }
}
