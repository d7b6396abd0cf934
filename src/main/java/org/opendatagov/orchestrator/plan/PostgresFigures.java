package org.opendatagov.orchestrator.plan;

import java.util.List;
import java.util.Map;

/** The figures of one operator of PostgreSQL. */
final class PostgresFigures {
    /** Member, figure, factor. */
    private record Told(String member, String figure, double factor) {}

    private static final List<Told> PLAIN = List.of(
            new Told("Total Cost", "cost", 1),
            new Told("Plan Rows", "estimated_rows", 1),
            new Told("Plan Width", "row_bytes", 1),
            new Told("Actual Loops", "loops", 1),
            new Told("Actual Rows", "rows_per_loop", 1),
            new Told("Shared Hit Blocks", "shared_hit_blocks", 1),
            new Told("Shared Read Blocks", "shared_read_blocks", 1),
            new Told("Temp Read Blocks", "temp_read_blocks", 1),
            new Told("Temp Written Blocks", "temp_written_blocks", 1),
            new Told("Shared I/O Read Time", "read_ms", 1),
            new Told("I/O Read Time", "read_ms", 1),
            new Told("Temp I/O Read Time", "temp_read_ms", 1),
            new Told("Temp I/O Write Time", "temp_write_ms", 1),
            new Told("Exact Heap Blocks", "exact_blocks", 1),
            new Told("Lossy Heap Blocks", "lossy_blocks", 1),
            new Told("Heap Fetches", "heap_fetches", 1),
            new Told("Workers Planned", "workers_planned", 1),
            new Told("Workers Launched", "workers_launched", 1),
            new Told("Subplans Removed", "partitions_removed", 1),
            new Told("Hash Batches", "batches", 1),
            new Told("HashAgg Batches", "batches", 1),
            new Told("Peak Memory Usage", "memory_bytes", 1024),
            new Told("Disk Usage", "spilled_bytes", 1024));
    /** Per loop, as rows are. */
    private static final List<Told> PER_LOOP = List.of(
            new Told("Rows Removed by Filter", "removed_rows", 1),
            new Told("Rows Removed by Join Filter", "removed_by_join_filter", 1),
            new Told("Rows Removed by Index Recheck", "removed_by_recheck", 1));

    private PostgresFigures() {}

    static void read(Map<String, Object> members, NodeBuilder node, double processes) {
        for (Told told : PLAIN) {
            PlanData.figure(members, told.member(), told.factor())
                    .ifPresent(value -> node.figures.put(told.figure(), value));
        }
        if (node.has("loops")) {
            double loops = node.amount("loops");
            node.figures.put("rows", node.amount("rows_per_loop") * loops);
            PER_LOOP.forEach(told -> PlanData.figure(members, told.member(), loops)
                    .ifPresent(value -> node.figures.put(told.figure(), value)));
            PlanData.figure(members, "Actual Total Time", loops / Math.clamp(loops, 1, processes))
                    .ifPresent(value -> node.figures.put("total_ms", value));
        }
        sort(members, node);
    }

    /** What the leader and its workers wrote to disk, or held in memory. */
    private static void sort(Map<String, Object> members, NodeBuilder node) {
        boolean disk = "Disk".equals(members.get("Sort Space Type"));
        double workers = PlanData.figure(members, "Worker Disk", 1).orElse(0.0);
        for (Object worker : PlanData.list(members.get("Workers"))) {
            Map<String, Object> sorted = PlanData.map(worker);
            if ("Disk".equals(sorted.get("Sort Space Type"))) {
                workers += PlanData.figure(sorted, "Sort Space Used", 1).orElse(0.0);
            }
        }
        double used = PlanData.figure(members, "Sort Space Used", 1).orElse(0.0);
        double spilled = workers + (disk ? used : 0);
        if (spilled > 0) {
            node.figures.put("spilled_bytes", spilled * 1024);
        } else if (used > 0) {
            node.figures.put("memory_bytes", used * 1024);
        }
    }
}
