package org.opendatagov.orchestrator.experts.performance;

import java.util.Comparator;
import java.util.List;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.plan.PlanNode;
import org.opendatagov.orchestrator.plan.QueryPlan;

/** Pages that were not in PostgreSQL's memory. */
final class PlanBuffers implements PlanCheck {
    /** Ours: of a working set that fits, 99 % are hits; below 90 % reading is what the query does. */
    private static final double HIT_SHARE = 0.9;
    /** 80 MB: less is read in a blink. */
    private static final double MIN_READ = 10_000;

    @Override
    public List<PlanDiagnosis> check(QueryPlan plan) {
        PlanNode root = plan.root();
        double read = root.amount("shared_read_blocks");
        double share = root.amount("shared_hit_blocks") / Math.max(1, root.amount("shared_hit_blocks") + read);
        if (read < MIN_READ || share >= HIT_SHARE) {
            return List.of();
        }
        PlanNode most = plan.nodes().stream()
                .filter(node -> node.children().isEmpty())
                .max(Comparator.comparingDouble(node -> node.amount("shared_read_blocks")))
                .orElse(root);
        return List.of(new PlanDiagnosis(
                "low_buffer_hit",
                List.of(most.id()),
                Severity.MEDIUM,
                "%.0f %% of the pages were in memory; most were read by %s"
                        .formatted(share * 100, PlanFigures.operator(most)),
                PlanFigures.of(
                        "shared_hit_blocks",
                        root.amount("shared_hit_blocks"),
                        "shared_read_blocks",
                        read,
                        "hit_share",
                        share,
                        "read_ms",
                        root.amount("read_ms")),
                "fewer than 90 % of the pages were hits, 10,000 or more were read",
                "Ours; PostgreSQL's documentation, shared_buffers: 25 % of memory is a reasonable start",
                "Run it twice: where the second is no better, read less (an index, fewer columns, a partition) or raise shared_buffers to 25 % of memory.",
                PlanDiagnosis.Saving.ofMillis(
                        root.amount("read_ms"), "Time of the reads, as the plan tells (track_io_timing).")));
    }
}
