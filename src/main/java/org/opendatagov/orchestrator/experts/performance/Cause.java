package org.opendatagov.orchestrator.experts.performance;

import java.util.Locale;

/** Why an application is slower or dearer than it has to be. */
enum Cause {
    DATA_SKEW("Skewed data: few tasks have most of it"),
    SLOW_NODE("A slow node: even data, uneven time by host"),
    STRAGGLING_TASKS("Straggling tasks: even data, uneven time on all hosts"),
    EXECUTOR_SKEW("Work is spread unevenly over executors"),
    GC_PRESSURE("Garbage collection takes too much of the time"),
    SPILL("Data does not fit into memory and goes to disk"),
    SMALL_FILES("Many small files"),
    SMALL_TASKS("Many tasks too small to be worth starting"),
    EMPTY_PARTITIONS("Most partitions are empty"),
    FAILED_TASKS("Tasks fail"),
    FAILED_EXECUTORS("Executors are lost"),
    OUT_OF_MEMORY("Executors run out of memory"),
    IDLE_EXECUTORS("Cores are idle for most of the time"),
    MEMORY_SHORTAGE("Executors use nearly all of their memory"),
    UNUSED_MEMORY("Executors use little of their memory"),
    OVERSIZED_PARTITIONS("Partitions are too large"),
    MISSED_PARTITION_PRUNING("All partitions are read, although a filter names the partition column"),
    BROADCAST_CANDIDATE("A join shuffles a large table for a small one"),
    OVERSIZED_BROADCAST("A broadcast is too large"),
    CROSS_JOIN("A join without a condition");

    private final String title;

    Cause(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
