package org.opendatagov.orchestrator.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What an operator does, whatever its engine calls it. */
public enum PlanOperator {
    /** Reads a table or files, all of it unless partitions or row groups are left out. */
    SCAN,
    INDEX_SCAN,
    INDEX_ONLY_SCAN,
    BITMAP_SCAN,
    /** Makes the bitmap of a bitmap scan, or joins two. */
    BITMAP,
    /** Reads what another part of the plan has made: a CTE, a subquery, values, a function. */
    DERIVED_SCAN,
    NESTED_LOOP,
    HASH_JOIN,
    MERGE_JOIN,
    /** A hash join whose build side is sent whole to every worker. */
    BROADCAST_JOIN,
    /** Every row with every row, without a condition. */
    CROSS_JOIN,
    HASH,
    SORT,
    AGGREGATE,
    WINDOW,
    LIMIT,
    FILTER,
    PROJECT,
    APPEND,
    MATERIALIZE,
    /** Sends rows to other workers by key, or collects them. */
    EXCHANGE,
    /** Sends all rows to every worker. */
    BROADCAST,
    /** Collects rows of parallel workers (PostgreSQL). */
    GATHER,
    WRITE,
    OTHER;

    private static final Map<PlanSource, List<Map.Entry<Pattern, PlanOperator>>> NAMES = Map.of(
            PlanSource.POSTGRESQL,
            List.of(
                    name("(Parallel )?(Seq|Sample|Tid|Tid Range|Foreign|Custom) Scan.*|Async Foreign Scan", SCAN),
                    name("(Parallel )?Index Only Scan.*", INDEX_ONLY_SCAN),
                    name("(Parallel )?Index Scan.*", INDEX_SCAN),
                    name("(Parallel )?Bitmap Heap Scan", BITMAP_SCAN),
                    name("Bitmap Index Scan|BitmapAnd|BitmapOr", BITMAP),
                    name("(Parallel )?.* Scan", DERIVED_SCAN),
                    name("Nested Loop.*", NESTED_LOOP),
                    name("(Parallel )?Hash( .*)? Join|(Parallel )?Hash Join", HASH_JOIN),
                    name("Merge( .*)? Join", MERGE_JOIN),
                    name("(Parallel )?Hash", HASH),
                    name("(Incremental )?Sort", SORT),
                    name(".*Aggregate|Group|(Hash)?SetOp.*|Unique", AGGREGATE),
                    name("WindowAgg", WINDOW),
                    name("Limit", LIMIT),
                    name("Gather( Merge)?", GATHER),
                    name("(Parallel |Merge )?Append|Recursive Union", APPEND),
                    name("Materialize|Memoize", MATERIALIZE),
                    name("(Insert|Update|Delete|Merge)", WRITE),
                    name("Result|ProjectSet", PROJECT)),
            PlanSource.DUCKDB,
            List.of(
                    name("CTE_SCAN|DELIM_SCAN|COLUMN_DATA_SCAN|DUMMY_SCAN|CHUNK_SCAN|RECURSIVE_CTE_SCAN", DERIVED_SCAN),
                    name("INDEX_SCAN", INDEX_SCAN),
                    name(".*_SCAN|READ_.*", SCAN),
                    name("NESTED_LOOP_JOIN|BLOCKWISE_NL_JOIN", NESTED_LOOP),
                    name("CROSS_PRODUCT", CROSS_JOIN),
                    name("(.*_)?(HASH|DELIM)_JOIN|POSITIONAL_JOIN", HASH_JOIN),
                    name(".*_MERGE_JOIN|IE_JOIN|ASOF_JOIN", MERGE_JOIN),
                    name("ORDER_BY|TOP_N", SORT),
                    name(".*(_GROUP_BY|_AGGREGATE)", AGGREGATE),
                    name(".*WINDOW", WINDOW),
                    name(".*LIMIT.*", LIMIT),
                    name("FILTER", FILTER),
                    name("PROJECTION", PROJECT),
                    name("UNION|CTE|RECURSIVE_CTE", APPEND),
                    name("INSERT.*|BATCH_.*|.*COPY.*|CREATE_TABLE.*|UPDATE|DELETE", WRITE)),
            PlanSource.SPARK,
            List.of(
                    name("(File|Batch|Local|LocalTable|InMemoryTable|Range)?Scan.*|Range|HiveTableScan", SCAN),
                    name("BroadcastNestedLoopJoin.*", NESTED_LOOP),
                    name("CartesianProduct.*", CROSS_JOIN),
                    name("BroadcastHashJoin.*", BROADCAST_JOIN),
                    name("SortMergeJoin.*", MERGE_JOIN),
                    name("ShuffledHashJoin.*", HASH_JOIN),
                    name("Broadcast(Exchange|QueryStage).*", BROADCAST),
                    name("Exchange.*|ShuffleQueryStage.*|AQEShuffleRead.*|CustomShuffleReader.*", EXCHANGE),
                    name("Sort|TakeOrderedAndProject", SORT),
                    name(".*Aggregate", AGGREGATE),
                    name("Window.*", WINDOW),
                    name(".*Limit", LIMIT),
                    name("Filter", FILTER),
                    name("Project", PROJECT),
                    name("Union", APPEND),
                    name("Execute .*|WriteFiles|.*Command", WRITE)),
            PlanSource.TRINO,
            List.of(
                    name("CrossJoin", CROSS_JOIN),
                    name(".*Join", HASH_JOIN),
                    name("TableScan|Scan.*", SCAN),
                    name("RemoteSource|.*Exchange|RemoteMerge", EXCHANGE),
                    name("Aggregate.*|DistinctLimit|MarkDistinct", AGGREGATE),
                    name("TopN.*|Sort|.*Sort", SORT),
                    name("Window", WINDOW),
                    name("Limit.*", LIMIT),
                    name("Filter(Project)?", FILTER),
                    name("Project|Output", PROJECT),
                    name("Union", APPEND),
                    name("Values", DERIVED_SCAN),
                    name("Table(Writer|Commit|Finish).*", WRITE)));

    private static Map.Entry<Pattern, PlanOperator> name(String pattern, PlanOperator operator) {
        return Map.entry(Pattern.compile(pattern), operator);
    }

    static PlanOperator of(PlanSource source, String name) {
        return NAMES.getOrDefault(source, List.of()).stream()
                .filter(known -> known.getKey().matcher(name).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(OTHER);
    }

    public boolean isJoin() {
        return switch (this) {
            case NESTED_LOOP, HASH_JOIN, MERGE_JOIN, BROADCAST_JOIN, CROSS_JOIN -> true;
            case SCAN, INDEX_SCAN, INDEX_ONLY_SCAN, BITMAP_SCAN, BITMAP, DERIVED_SCAN, HASH, SORT, AGGREGATE -> false;
            case WINDOW, LIMIT, FILTER, PROJECT, APPEND, MATERIALIZE, EXCHANGE, BROADCAST, GATHER, WRITE, OTHER ->
                false;
        };
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
