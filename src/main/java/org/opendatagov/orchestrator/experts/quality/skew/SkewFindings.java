package org.opendatagov.orchestrator.experts.quality.skew;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;

/** What follows from a distribution, for people. */
final class SkewFindings {
    private static final double MOSTLY = 0.8;
    private static final double TENFOLD = 10;
    private static final String SOURCE =
            "Spark spark.sql.adaptive.skewJoin.skewedPartitionFactor = 5; half of all in a tenth: this project's own";

    private SkewFindings() {}

    static void report(String location, DataSkew skew, Upstream upstream, Findings findings) {
        Layout layout = skew.layout();
        Subject subject = Subject.ofDataset(location);
        String id = findings.evidence(
                "layout", "distribution", subject, "How bytes and rows lie over " + layout.kind(), layout.describe());
        if (layout.skewed()) {
            findings.rule(
                    severity(layout.measure()),
                    "%s of the data lie in a tenth of the %s".formatted(percent(layout.measure()), layout.kind()),
                    "Of %,d %s the largest, '%s', has %,.1f times the median one's %s."
                            .formatted(
                                    layout.bytes().groups(),
                                    layout.kind(),
                                    layout.largest(),
                                    layout.measure().largestByMedian(),
                                    layout.rows().isPresent() ? "rows" : "bytes"),
                    subject,
                    1,
                    id,
                    advice(skew.suggestion()),
                    SOURCE);
        }
        skew.keys().forEach(key -> key(location, key, skew.skewedKeys().contains(key), upstream, findings));
    }

    private static void key(String location, KeySkew key, boolean skewed, Upstream upstream, Findings findings) {
        Subject subject = Subject.ofColumn(location, key.column());
        String id = findings.evidence(
                "key." + key.column(),
                "distribution",
                subject,
                "How rows lie over its values",
                key.rows().describe());
        if (skewed) {
            KeySkew.HotKey hottest = key.hot().getFirst();
            findings.rule(
                    severity(key.rows()),
                    "%s of the rows share a tenth of the values of '%s'".formatted(percent(key.rows()), key.column()),
                    "The most frequent value, %s, has %.4g %% of the rows, %,.1f times as many as the median one.%s"
                            .formatted(
                                    hottest.value(),
                                    hottest.share() * 100,
                                    key.rows().largestByMedian(),
                                    upstream.diagnoses().isEmpty()
                                            ? ""
                                            : " It may explain the uneven stages of the job."),
                    subject,
                    1,
                    id,
                    "Join and group by '%s' with adaptive skew joins (spark.sql.adaptive.skewJoin.enabled), or add a salt to its hot values."
                            .formatted(key.column()),
                    SOURCE);
        }
    }

    static void report(String location, CatalogueSkew skew, Findings findings) {
        for (CatalogueSkew.Key key : skew.keys()) {
            Subject subject = Subject.ofColumn(location, key.column());
            String id = findings.evidence(
                    "key." + key.column(),
                    "distribution",
                    subject,
                    "Its most frequent values when it was profiled last",
                    Map.of(
                            "distinct", key.distinct(),
                            "max_by_average", key.largestByAverage(),
                            "largest_tenth_share_at_least", key.atLeast()));
            if (key.skewed()) {
                findings.rule(
                        Severity.MEDIUM,
                        "Rows lie unevenly over '%s'".formatted(key.column()),
                        "When it was profiled last, its most frequent value had %,.1f times the rows of the average one."
                                .formatted(key.largestByAverage()),
                        subject,
                        0.8,
                        id,
                        "Let the service read the dataset to measure files and partitions too.",
                        SOURCE);
            }
        }
    }

    private static Severity severity(Distribution distribution) {
        boolean tenth = distribution.groups() >= TENFOLD && distribution.largestTenth() >= MOSTLY;
        return tenth || distribution.largestByMedian() >= TENFOLD ? Severity.HIGH : Severity.MEDIUM;
    }

    static String percent(Distribution distribution) {
        BigDecimal percent = new BigDecimal(distribution.largestTenth() * 100).round(new MathContext(3));
        return percent.stripTrailingZeros().toPlainString() + " %";
    }

    private static String advice(Optional<PartitionCandidate> suggestion) {
        return suggestion
                .map(candidate ->
                        "Partition by the %s: %,d partitions, the largest tenth with %s of the rows, evenness %.3f."
                                .formatted(
                                        candidate.name(),
                                        candidate.rows().groups(),
                                        percent(candidate.rows()),
                                        candidate.rows().evenness()))
                .orElse("No column divides it more evenly; split its largest files by size.");
    }
}
