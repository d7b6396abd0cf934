package org.opendatagov.orchestrator.experts.performance;

import java.util.List;
import java.util.Locale;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.plan.PlanNode;
import org.opendatagov.orchestrator.plan.PlanOperator;
import org.opendatagov.orchestrator.plan.PlanSource;
import org.opendatagov.orchestrator.plan.QueryPlan;

/** Rows of PostgreSQL that are read to be thrown away: an index would not read them. */
final class PlanScans implements PlanCheck {
    /** PEV2 marks filters that remove more than nine rows in ten as worst; an index scan pays from about there on (random_page_cost 4 to 1). */
    private static final double REMOVED_SHARE = 0.9;
    /** Ours: fewer rows are read faster than an index is looked up and kept. */
    private static final double MIN_REMOVED = 10_000;
    /** Ours: an index-only scan that looks into the table for one row in ten is none. */
    private static final double FETCHED_SHARE = 0.1;

    @Override
    public List<PlanDiagnosis> check(QueryPlan plan) {
        return plan.source() != PlanSource.POSTGRESQL
                ? List.of()
                : plan.nodes().stream()
                        .flatMap(node -> java.util.stream.Stream.concat(filter(node).stream(), fetches(node).stream()))
                        .toList();
    }

    private static java.util.Optional<PlanDiagnosis> filter(PlanNode node) {
        double removed = node.amount("removed_rows");
        double share = removed / Math.max(1, removed + node.amount("rows"));
        boolean index = node.operator() == PlanOperator.INDEX_SCAN || node.operator() == PlanOperator.BITMAP_SCAN;
        boolean scan = index || node.operator() == PlanOperator.SCAN;
        if (!scan || removed < MIN_REMOVED || share < REMOVED_SHARE) {
            return java.util.Optional.empty();
        }
        return java.util.Optional.of(new PlanDiagnosis(
                index ? "index_reads_rows_to_discard" : "sequential_scan_with_selective_filter",
                List.of(node.id()),
                share > 0.99 ? Severity.HIGH : Severity.MEDIUM,
                "%s throws %.1f %% of its rows away".formatted(PlanFigures.operator(node), share * 100),
                PlanFigures.of(
                        "rows",
                        node.amount("rows"),
                        "removed_rows",
                        removed,
                        "removed_share",
                        share,
                        "loops",
                        node.amount("loops")),
                "a scan's filter removes 90 % or more of its rows, 10,000 at least",
                "PEV2's highest class of rows removed by filter, over 90 %; the least of 10,000 rows is ours",
                advice(node, index),
                PlanDiagnosis.Saving.ofMillis(
                        node.amount("self_ms") * share,
                        String.format(
                                Locale.ROOT,
                                "At most: the scan's own %.0f ms, less the share of rows that are kept.",
                                node.amount("self_ms")))));
    }

    private static String advice(PlanNode node, boolean index) {
        List<String> columns = new java.util.ArrayList<>(PlanColumns.compared(
                node,
                node.condition("index_condition")
                        .or(() -> node.condition("recheck_condition"))
                        .orElse("")));
        PlanColumns.compared(node, node.condition("filter").orElse("")).stream()
                .filter(column -> !columns.contains(column))
                .forEach(columns::add);
        String relation = PlanFigures.relation(node);
        if (columns.isEmpty()) {
            return "Put an index on the expression of the filter of %s: CREATE INDEX CONCURRENTLY ON %s ((…expression of the filter…));"
                    .formatted(relation, relation);
        }
        return "CREATE INDEX CONCURRENTLY ON %s (%s);%s"
                .formatted(
                        relation,
                        String.join(", ", columns),
                        index ? " It takes the place of the index that is used now." : "");
    }

    private static java.util.Optional<PlanDiagnosis> fetches(PlanNode node) {
        double fetched = node.amount("heap_fetches");
        if (node.operator() != PlanOperator.INDEX_ONLY_SCAN
                || fetched < MIN_REMOVED
                || fetched < FETCHED_SHARE * node.amount("rows")) {
            return java.util.Optional.empty();
        }
        return java.util.Optional.of(new PlanDiagnosis(
                "index_only_scan_reads_table",
                List.of(node.id()),
                Severity.MEDIUM,
                "%s looks into the table %s times".formatted(PlanFigures.operator(node), PlanFigures.count(fetched)),
                PlanFigures.of("heap_fetches", fetched, "rows", node.amount("rows")),
                "an index-only scan fetches 10 % or more of its rows from the table, 10,000 at least",
                "PostgreSQL's documentation, Index-Only Scans: pages that VACUUM has not marked all-visible are read; the share is ours",
                "VACUUM (ANALYZE) %s; and lower autovacuum_vacuum_scale_factor of that table."
                        .formatted(PlanFigures.relation(node)),
                PlanDiagnosis.Saving.UNKNOWN));
    }
}
