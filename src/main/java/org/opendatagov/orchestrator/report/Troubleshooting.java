package org.opendatagov.orchestrator.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Why a pipeline is slow, and what to do about it.
 *
 * @param seconds how long it took; empty where only a plan was there
 * @param expectedSeconds how long it should take, where somebody said so
 * @param estimatedSeconds how long it would take once the advice is followed
 * @param diagnoses the most severe first
 * @param bottlenecks datasets that hold it up, the worst first
 * @param delayedPipelines the nearest of those that wait for it
 * @param delayedCount how many wait for it
 */
public record Troubleshooting(
        Optional<BigDecimal> seconds,
        Optional<BigDecimal> expectedSeconds,
        Optional<BigDecimal> estimatedSeconds,
        List<Diagnosis> diagnoses,
        List<Bottleneck> bottlenecks,
        List<String> delayedPipelines,
        long delayedCount,
        Optional<Skew> skew,
        Optional<Saving> cost,
        List<String> warnings) {
    public Troubleshooting {
        diagnoses = List.copyOf(diagnoses);
        bottlenecks = List.copyOf(bottlenecks);
        delayedPipelines = List.copyOf(delayedPipelines);
        warnings = List.copyOf(warnings);
    }

    /**
     * A cause.
     *
     * @param stages ids of the stages that it was found in
     * @param rule what was compared with which threshold
     * @param source where the threshold is from
     * @param savedHow how the saving was computed
     */
    public record Diagnosis(
            String cause,
            String severity,
            List<String> stages,
            String detail,
            String rule,
            String source,
            List<String> advice,
            BigDecimal savedSeconds,
            String savedHow) {
        public Diagnosis {
            stages = List.copyOf(stages);
            advice = List.copyOf(advice);
        }
    }

    /**
     * A dataset that holds the pipeline up.
     *
     * @param share of the time in which the pipeline reads, 0..1
     * @param partitioned empty where nobody knows
     * @param readers how many pipelines read it
     */
    public record Bottleneck(
            String dataset,
            Optional<BigDecimal> seconds,
            Optional<BigDecimal> share,
            Optional<Boolean> partitioned,
            long readers) {}

    /**
     * How evenly a dataset's data lies.
     *
     * @param groups what it is divided into, partitions or files; empty where it could not be read
     * @param largestTenthShare of the bytes, in the largest tenth of the groups, 0..1
     * @param keys columns whose values are uneven
     * @param partitionBy the column to partition by; empty where none would be better
     */
    public record Skew(
            String dataset,
            boolean skewed,
            String groups,
            long count,
            Optional<BigDecimal> largestTenthShare,
            List<String> keys,
            String partitionBy,
            String reason) {
        public Skew {
            keys = List.copyOf(keys);
        }
    }

    /** What a run costs, and would cost. */
    public record Saving(
            String before, String after, String saved, BigDecimal percent, String currency, List<String> assumptions) {
        public Saving {
            assumptions = List.copyOf(assumptions);
        }
    }
}
