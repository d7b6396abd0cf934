package org.opendatagov.orchestrator.spark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The most memory that an executor was seen to use, in bytes, by the names of Spark's {@code peakMemoryMetrics}. */
public final class PeakMemory {
    /** As they are called in the log. */
    private static final List<String> LOGGED = List.of(
            "JVMHeapMemory",
            "JVMOffHeapMemory",
            "OnHeapExecutionMemory",
            "OffHeapExecutionMemory",
            "OnHeapStorageMemory",
            "OffHeapStorageMemory",
            "OnHeapUnifiedMemory",
            "OffHeapUnifiedMemory",
            "DirectPoolMemory",
            "MappedPoolMemory",
            "ProcessTreeJVMRSSMemory",
            "ProcessTreePythonRSSMemory",
            "ProcessTreeOtherRSSMemory");

    private static final List<String> NAMES = List.of(
            "jvm_heap_memory",
            "jvm_off_heap_memory",
            "on_heap_execution_memory",
            "off_heap_execution_memory",
            "on_heap_storage_memory",
            "off_heap_storage_memory",
            "on_heap_unified_memory",
            "off_heap_unified_memory",
            "direct_pool_memory",
            "mapped_pool_memory",
            "process_tree_jvm_rss_memory",
            "process_tree_python_rss_memory",
            "process_tree_other_rss_memory");

    static final int SIZE = LOGGED.size();

    private final long[] values;

    PeakMemory(long[] values) {
        this.values = values.clone();
    }

    /** Where a name of the log stands; negative for one that is not kept. */
    static int place(String logged) {
        return LOGGED.indexOf(logged);
    }

    /** The heap at its largest; 0 where the log does not tell. */
    public long heap() {
        return values[0];
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        for (int index = 0; index < SIZE; index++) {
            described.put(NAMES.get(index), values[index]);
        }
        return described;
    }
}
