package org.opendatagov.orchestrator.experts.performance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Subject;
import org.opendatagov.orchestrator.plan.PlanNode;
import org.opendatagov.orchestrator.plan.QueryPlan;

/** A plan with what the rules find in it. */
record PlanAnalysis(QueryPlan plan, List<PlanDiagnosis> diagnoses) {
    private static final List<PlanCheck> RULES = List.of(
            new PlanEstimates(),
            new PlanScans(),
            new PlanJoins(),
            new PlanMemory(),
            new PlanBuffers(),
            new PlanShape(),
            new PlanOverheads(),
            new PlanPruning(),
            new PlanBroadcasts(),
            new PlanSkew());
    /** What one reads of a plan; the rest repeats it. */
    private static final int MOST = 50;

    /** A rule is exact where the plan was executed, and rests on estimates else. */
    private static final double MEASURED = 0.95;

    private static final double ESTIMATED = 0.7;

    PlanAnalysis {
        diagnoses = List.copyOf(diagnoses);
    }

    static PlanAnalysis of(QueryPlan plan) {
        List<PlanDiagnosis> diagnoses = new ArrayList<>();
        RULES.forEach(rule -> diagnoses.addAll(rule.check(plan)));
        diagnoses.sort(Comparator.comparing(PlanDiagnosis::severity)
                .reversed()
                .thenComparing(Comparator.comparingDouble(
                                (PlanDiagnosis found) -> found.saved().seconds().orElse(0))
                        .reversed()));
        return new PlanAnalysis(plan, diagnoses.stream().limit(MOST).toList());
    }

    /** Seconds that all together may save: what several save of one operator counts once, and none more than there are. */
    double savedSeconds() {
        Map<Integer, Double> byNode = new LinkedHashMap<>();
        diagnoses.stream()
                .filter(found -> !found.nodes().isEmpty())
                .forEach(found -> byNode.merge(
                        found.nodes().getFirst(), found.saved().seconds().orElse(0), Math::max));
        double all = byNode.values().stream().mapToDouble(Double::doubleValue).sum();
        double execution = plan.figure("execution_ms").orElse(plan.root().amount("total_ms")) / 1000;
        return execution > 0 ? Math.min(all, execution) : all;
    }

    String summary() {
        String made = "%s plan of %d operators%s"
                .formatted(
                        name(),
                        plan.nodes().size(),
                        plan.figure("execution_ms").isPresent()
                                ? ", "
                                        + PlanFigures.rounded(
                                                plan.figure("execution_ms").getAsDouble()) + " ms"
                                : "");
        return diagnoses.isEmpty()
                ? made + ": no trouble found"
                : "%s: %d found, first %s"
                        .formatted(made, diagnoses.size(), diagnoses.getFirst().title());
    }

    private String name() {
        return switch (plan.source()) {
            case POSTGRESQL -> "PostgreSQL";
            case DUCKDB -> "DuckDB";
            case SPARK -> "Spark";
            case TRINO -> "Trino";
        };
    }

    void findings(Findings findings) {
        Subject subject = new Subject(null, null, null);
        for (int index = 0; index < diagnoses.size(); index++) {
            PlanDiagnosis found = diagnoses.get(index);
            String id = findings.evidence(
                    "plan.%s.%d".formatted(found.cause(), index + 1),
                    found.cause(),
                    subject,
                    found.title(),
                    found.figures());
            findings.rule(
                    found.severity(),
                    found.title(),
                    "%s. %s".formatted(found.rule(), found.saved().computed()),
                    subject,
                    plan.analyzed() ? MEASURED : ESTIMATED,
                    id,
                    found.advice(),
                    found.source());
        }
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("source", plan.source().text());
        described.put("form", plan.form());
        described.put("analyzed", plan.analyzed());
        described.put("figures", rounded(plan.figures()));
        described.put("notes", plan.notes());
        List<Map<String, Object>> nodes = new ArrayList<>();
        add(plan.root(), 0, nodes);
        described.put("nodes", nodes);
        return described;
    }

    private static void add(PlanNode node, int parent, List<Map<String, Object>> nodes) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("node_id", node.id());
        described.put("parent_id", parent);
        described.put("operator", node.name());
        described.put("kind", node.operator().text());
        described.put("labels", node.labels());
        described.put("conditions", node.conditions());
        described.put("figures", rounded(node.figures()));
        nodes.add(described);
        node.children().forEach(child -> add(child, node.id(), nodes));
    }

    private static Map<String, Object> rounded(Map<String, Double> figures) {
        Map<String, Object> rounded = new LinkedHashMap<>();
        figures.forEach((name, value) -> rounded.put(name, PlanFigures.rounded(value)));
        return rounded;
    }
}
