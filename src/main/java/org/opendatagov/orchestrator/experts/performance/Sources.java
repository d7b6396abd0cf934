package org.opendatagov.orchestrator.experts.performance;

/** Where thresholds are from. */
final class Sources {
    static final String DR_ELEPHANT = "Dr. Elephant (linkedin/dr-elephant), heuristics for Spark and MapReduce";
    static final String DATAFLINT = "DataFlint (dataflint/spark), alerts";
    static final String RAPIDS = "spark-rapids-tools (NVIDIA), profiling tool, task skew check";
    static final String SPARK = "Apache Spark, default of the setting named in the rule";
    static final String OWN = "Expert Orchestrator";

    private Sources() {}
}
