package org.opendatagov.orchestrator.experts.performance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opendatagov.orchestrator.spark.SparkApplication;

/**
 * An application with all that its rules conclude.
 *
 * @param diagnoses the most severe first, among them those that save most
 */
record Analysis(SparkApplication application, List<Diagnosis> diagnoses) {
    private static final List<Rule> RULES = List.of(
            new SkewRule(),
            new GarbageRule(),
            new SpillRule(),
            new TaskSizeRule(),
            new FailureRule(),
            new ResourceRule(),
            new PlanRule());

    /** Told of one cause: a log of a thousand alike stages has a thousand alike diagnoses. */
    private static final int OF_A_CAUSE = 20;

    private static final Set<Cause> OF_QUERIES = EnumSet.of(
            Cause.DATA_SKEW,
            Cause.SMALL_FILES,
            Cause.SMALL_TASKS,
            Cause.EMPTY_PARTITIONS,
            Cause.OVERSIZED_PARTITIONS,
            Cause.MISSED_PARTITION_PRUNING,
            Cause.BROADCAST_CANDIDATE,
            Cause.OVERSIZED_BROADCAST,
            Cause.CROSS_JOIN);

    Analysis {
        diagnoses = List.copyOf(diagnoses);
    }

    static Analysis of(SparkApplication application) {
        List<Diagnosis> found = new ArrayList<>();
        RULES.forEach(rule -> found.addAll(rule.diagnose(application)));
        found.sort(Comparator.comparing(Diagnosis::severity)
                .thenComparingDouble(Diagnosis::savedSeconds)
                .reversed()
                .thenComparing(Diagnosis::cause));
        Map<Cause, Integer> told = new LinkedHashMap<>();
        found.removeIf(diagnosis -> told.merge(diagnosis.cause(), 1, Integer::sum) > OF_A_CAUSE);
        return new Analysis(application, found);
    }

    /** Only what a rewrite of queries can mend. */
    Analysis ofQueries() {
        return only(OF_QUERIES);
    }

    /** Only what settings of resources can mend. */
    Analysis ofResources() {
        return new Analysis(
                application,
                diagnoses.stream()
                        .filter(diagnosis -> !diagnosis.settings().isEmpty() || !OF_QUERIES.contains(diagnosis.cause()))
                        .toList());
    }

    private Analysis only(Set<Cause> causes) {
        return new Analysis(
                application,
                diagnoses.stream()
                        .filter(diagnosis -> causes.contains(diagnosis.cause()))
                        .toList());
    }

    /**
     * Seconds that all advice together saves. Of several diagnoses of a stage the greatest counts, for they overlap; and no more than
     * nine tenths of the time of jobs: something remains to be done.
     */
    double savedSeconds() {
        Map<List<Integer>, Double> byStages = new LinkedHashMap<>();
        diagnoses.forEach(diagnosis -> byStages.merge(diagnosis.stageIds(), diagnosis.savedSeconds(), Math::max));
        double sum = byStages.values().stream().mapToDouble(Double::doubleValue).sum();
        double most = 0.9 * application.coreTime().jobTime() / 1000.0;
        return Math.round(Math.min(sum, most) * 1000) / 1000.0;
    }

    double seconds() {
        return application.duration() / 1000.0;
    }

    /** The configuration that follows from the figures; of a key that several rules set, the most severe one's counts. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        diagnoses.forEach(diagnosis -> diagnosis.settings().forEach(settings::putIfAbsent));
        return settings;
    }

    List<String> causes() {
        return diagnoses.stream()
                .map(diagnosis -> diagnosis.cause().text())
                .distinct()
                .toList();
    }
}
