package org.opendatagov.orchestrator.experts.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.plan.PlanNode;
import org.opendatagov.orchestrator.plan.PlanOperator;
import org.opendatagov.orchestrator.plan.PlanSource;
import org.opendatagov.orchestrator.plan.QueryPlan;

/** Work that does not fit into memory: sorts and hash tables on disk, bitmaps that forget rows. */
final class PlanMemory implements PlanCheck {
    private static final double BLOCK = 8192;
    /** PostgreSQL's documentation, EXPLAIN and work_mem: sorting in memory takes more than the same rows on disk; twice is ours. */
    private static final double SORT_FACTOR = 2;
    /** Of a bitmap's page in memory, tidbitmap.c: an entry and two pointers of its table. */
    private static final double BITMAP_ENTRY = 64;
    /** Ours, where the plan does not time its temporary files. */
    private static final double DISK_BYTES_PER_SECOND = 200e6;

    private static final double LARGE_SPILL = 1L << 30;

    @Override
    public List<PlanDiagnosis> check(QueryPlan plan) {
        List<PlanDiagnosis> found = new ArrayList<>();
        for (PlanNode node : plan.nodes()) {
            spill(plan, node).ifPresent(found::add);
            lossy(node).ifPresent(found::add);
        }
        plan.figure("spilled_bytes").ifPresent(bytes -> found.add(duckDb(plan, bytes)));
        return found;
    }

    private static Optional<PlanDiagnosis> spill(QueryPlan plan, PlanNode node) {
        boolean batches = node.operator() == PlanOperator.HASH && node.amount("batches") > 1;
        double spilled =
                batches ? node.amount("memory_bytes") * (node.amount("batches") - 1) : node.amount("spilled_bytes");
        if (plan.source() != PlanSource.POSTGRESQL || spilled <= 0) {
            return Optional.empty();
        }
        boolean sort = node.operator() == PlanOperator.SORT;
        double needed = sort
                ? spilled * SORT_FACTOR
                : batches
                        ? node.amount("memory_bytes") * node.amount("batches")
                        : node.amount("memory_bytes") + spilled * SORT_FACTOR;
        return Optional.of(new PlanDiagnosis(
                "spill",
                List.of(node.id()),
                spilled >= LARGE_SPILL ? Severity.HIGH : Severity.MEDIUM,
                "%s writes %s to disk".formatted(PlanFigures.operator(node), PlanFigures.bytes(spilled)),
                PlanFigures.of(
                        "spilled_bytes",
                        spilled,
                        "batches",
                        node.amount("batches"),
                        "memory_bytes",
                        node.amount("memory_bytes"),
                        "needed_bytes",
                        needed),
                "a sort's method is on disk, a hash has more than one batch or uses disk",
                "PostgreSQL's documentation, work_mem: what needs more is written to temporary files; 1 GB for high is ours",
                sort
                        ? "SET work_mem = '%s'; for this query, or an index that gives the order of %s."
                                .formatted(
                                        PlanFigures.setting(needed),
                                        node.condition("sort_key").orElse("the sort key"))
                        : "SET work_mem = '%s'; for this query (a hash may use hash_mem_multiplier times as much, 2 unless set), or filter before the %s."
                                .formatted(PlanFigures.setting(needed), batches ? "join" : "aggregation"),
                saving(node, spilled)));
    }

    private static PlanDiagnosis.Saving saving(PlanNode node, double spilled) {
        double timed = node.amount("temp_read_ms") + node.amount("temp_write_ms");
        if (timed > 0) {
            return PlanDiagnosis.Saving.ofMillis(
                    timed, "Time of the temporary files, as the plan tells (track_io_timing).");
        }
        double written =
                Math.max(spilled, (node.amount("temp_written_blocks") + node.amount("temp_read_blocks")) * BLOCK);
        double millis = Math.min(node.amount("self_ms"), 1000 * 2 * written / DISK_BYTES_PER_SECOND);
        return PlanDiagnosis.Saving.ofMillis(
                millis,
                "Writing and reading what was spilled at an assumed 200 MB/s, at most the operator's own time.");
    }

    private static Optional<PlanDiagnosis> lossy(PlanNode node) {
        double lossy = node.amount("lossy_blocks");
        double rechecked = node.amount("removed_by_recheck");
        if (lossy <= 0) {
            return Optional.empty();
        }
        double needed = (lossy + node.amount("exact_blocks")) * BITMAP_ENTRY * 2;
        double share = rechecked / Math.max(1, rechecked + node.amount("rows"));
        return Optional.of(new PlanDiagnosis(
                "lossy_bitmap",
                List.of(node.id()),
                lossy > node.amount("exact_blocks") ? Severity.MEDIUM : Severity.LOW,
                "%s remembers %s pages whole, for want of memory"
                        .formatted(PlanFigures.operator(node), PlanFigures.count(lossy)),
                PlanFigures.of(
                        "lossy_blocks",
                        lossy,
                        "exact_blocks",
                        node.amount("exact_blocks"),
                        "removed_by_recheck",
                        rechecked),
                "a bitmap heap scan has lossy blocks",
                "PostgreSQL's documentation, Combining Multiple Indexes; the size of an entry is that of tidbitmap.c",
                "SET work_mem = '%s'; for this query, so that the bitmap holds rows instead of pages."
                        .formatted(PlanFigures.setting(needed)),
                PlanDiagnosis.Saving.ofMillis(
                        node.amount("self_ms") * share,
                        String.format(
                                Locale.ROOT,
                                "The scan's own %.0f ms times the share of rows that the recheck removed.",
                                node.amount("self_ms")))));
    }

    private static PlanDiagnosis duckDb(QueryPlan plan, double bytes) {
        return new PlanDiagnosis(
                "spill",
                List.of(plan.root().id()),
                bytes >= LARGE_SPILL ? Severity.HIGH : Severity.MEDIUM,
                "The query wrote up to %s to its temporary folder".formatted(PlanFigures.bytes(bytes)),
                PlanFigures.of("spilled_bytes", bytes),
                "DuckDB's system_peak_temp_dir_size is not 0",
                "DuckDB's documentation, Tuning Workloads, on spilling to disk; 1 GB for high is ours",
                "SET memory_limit = '…' to %s more than now, and temp_directory on a fast disk; or select fewer columns before sorts, joins and aggregations."
                        .formatted(PlanFigures.bytes(bytes * SORT_FACTOR)),
                PlanDiagnosis.Saving.UNKNOWN);
    }
}
