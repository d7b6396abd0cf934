package org.opendatagov.orchestrator.experts.quality;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.catalog.DatasetScope;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.Schemas;

/** What the actions of the QualityExpert take and give. */
final class QualitySchemas {
    private static final String CAPABILITY = "quality_validation";
    static final ExpertAction DEFINE = new ExpertAction(
            "define_expectations",
            CAPABILITY,
            "Suggests a Great Expectations suite and checks it against the dataset",
            Schemas.inputs(Map.of("file_path", Schemas.dataset()), "file_path"),
            Schemas.object(
                    Map.of(
                            "suite",
                                    Schemas.object(
                                            Map.of(
                                                    "name", Schemas.text(),
                                                    "id", Schemas.text(),
                                                    "expectations", Schemas.list(Schemas.any()),
                                                    "meta", Schemas.any()),
                                            "name",
                                            "id",
                                            "expectations",
                                            "meta"),
                            "validation",
                                    Schemas.object(
                                            Map.of(
                                                    "success", Schemas.flag(),
                                                    "results", Schemas.list(Schemas.any()),
                                                    "statistics", Schemas.any()),
                                            "success",
                                            "results",
                                            "statistics")),
                    "suite",
                    "validation"));

    /** Great Expectations' parameters of the expectations that are run as asked. */
    static final Map<String, Object> EXPECTATION_PARAMETERS = Map.ofEntries(
            Map.entry("column", Schemas.text("A column, as the data spells it")),
            Map.entry("column_a", Schemas.text("The first column of a pair")),
            Map.entry("column_b", Schemas.text("The second column of a pair")),
            Map.entry("column_list", Schemas.list(Schemas.text("A column"))),
            Map.entry("column_set", Schemas.list(Schemas.text("A column"))),
            Map.entry("min_value", Schemas.scalar("Least value: a number, a date or a time")),
            Map.entry("max_value", Schemas.scalar("Greatest value: a number, a date or a time")),
            Map.entry("strict_min", Schemas.flag()),
            Map.entry("strict_max", Schemas.flag()),
            Map.entry("value", Schemas.atLeast(0, Schemas.integer("The length or count that is expected"))),
            Map.entry("value_set", Schemas.list(Schemas.scalar("A value"))),
            Map.entry("regex", Schemas.text("A regular expression of RE2, found anywhere in the value")),
            Map.entry("or_equal", Schemas.flag()),
            Map.entry("mostly", Schemas.number("Share of the elements that must hold, 0..1; 1 by default")));

    static final ExpertAction RUN = new ExpertAction(
            "run_expectation",
            CAPABILITY,
            "Runs one expectation of Great Expectations as it is asked for; on columns that may be personal, only what counts and tells of no value",
            Schemas.inputs(expectation(), "file_path", "type"),
            Schemas.object(
                    Map.of(
                            "success", Schemas.flag(),
                            "expectation_config", Schemas.any(),
                            "result", Schemas.any()),
                    "success",
                    "expectation_config",
                    "result"));

    private static Map<String, Object> expectation() {
        Map<String, Object> inputs = new LinkedHashMap<>(EXPECTATION_PARAMETERS);
        inputs.put("file_path", Schemas.dataset());
        inputs.put("type", Schemas.text("Such as expect_column_values_to_be_between"));
        return inputs;
    }

    private static final Map<String, Object> SENSITIVE = Schemas.object(
            Map.of(
                    "column", Schemas.text(),
                    "l_diversity", Schemas.integer("Different values in the class that has fewest"),
                    "entropy_l_diversity", Schemas.number("e to the least entropy of a class"),
                    "t_closeness", Schemas.number("Greatest earth mover's distance of a class to all records, 0..1"),
                    "distance", Schemas.oneOf("equal", "ordered")),
            "column",
            "l_diversity",
            "entropy_l_diversity",
            "t_closeness",
            "distance");
    private static final Map<String, Object> ANONYMITY_COLUMN = Schemas.object(
            Map.of(
                    "column", Schemas.text(),
                    "role", Schemas.oneOf("identifier", "quasi_identifier", "sensitive", "other"),
                    "distinct", Schemas.integer(),
                    "nulls", Schemas.integer(),
                    "uniqueness", Schemas.number("Share of records whose value nobody else has, 0..1"),
                    "said_to_be_masked", Schemas.flag(),
                    "matches_detector", Schemas.flag(),
                    "classes", Schemas.list(Schemas.text()),
                    "matching_share", Schemas.number("0..1")),
            "column",
            "role",
            "distinct",
            "said_to_be_masked",
            "matches_detector",
            "classes");

    private static Map<String, Object> anonymity() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("verdict", Schemas.oneOf("verified", "refuted", "undetermined"));
        figures.put("rows", Schemas.integer());
        figures.put("classes", Schemas.integer("Groups of records that the quasi-identifiers do not tell apart"));
        figures.put("k", Schemas.integer("Records of the smallest class"));
        figures.put("minimum_k", Schemas.integer("Wanted"));
        figures.put("uniqueness", Schemas.number("Share of records alone in their class, 0..1"));
        figures.put("average_risk", Schemas.number("Classes by rows, 0..1"));
        figures.put("highest_risk", Schemas.number("1 by k, 0..1"));
        figures.put("l_diversity", Schemas.integer("Of the weakest sensitive column"));
        figures.put("entropy_l_diversity", Schemas.number());
        figures.put("t_closeness", Schemas.number("Of the weakest sensitive column, 0..1"));
        figures.put("quasi_identifiers", Schemas.list(Schemas.text()));
        figures.put("proposed", Schemas.flag());
        figures.put("sensitive", Schemas.list(SENSITIVE));
        figures.put("columns", Schemas.list(ANONYMITY_COLUMN));
        return figures;
    }

    /** Of one dataset its figures; of a scope each dataset's, and how many are how. */
    private static Map<String, Object> verified() {
        Map<String, Object> dataset = new LinkedHashMap<>(anonymity());
        dataset.put("id", Schemas.text());
        dataset.put("location", Schemas.text());
        dataset.put("name", Schemas.text());
        dataset.put("status", Schemas.oneOf("anonymised", "pseudonymised", "needs_pseudonymisation", "undetermined"));
        dataset.put("reason", Schemas.text());
        dataset.put("said_to_be_masked", Schemas.flag());
        dataset.put("identifying_columns", Schemas.list(Schemas.text()));
        Map<String, Object> result = new LinkedHashMap<>(anonymity());
        result.put("datasets", Schemas.list(Schemas.object(dataset, "id", "location", "status", "reason")));
        for (String count : List.of("total", "anonymised", "pseudonymised", "needs_pseudonymisation", "undetermined")) {
            result.put(count, Schemas.integer());
        }
        return Schemas.object(result);
    }

    static final ExpertAction VERIFY = new ExpertAction(
            "verify_anonymization",
            CAPABILITY,
            "Says how far persons can be told apart in a dataset, or in each dataset of a scope that is said to be masked",
            Schemas.inputs(Map.of(
                    "file_path", Schemas.dataset(),
                    "scope", DatasetScope.SCHEMA,
                    "quasi_identifiers", Schemas.list(Schemas.text("A column; proposed where none is given")),
                    "sensitive", Schemas.list(Schemas.text("A column; special categories where none is given")),
                    "masked", Schemas.list(Schemas.text("A column that is said to be masked, beside those declared")),
                    "minimum_k", Schemas.atLeast(2, Schemas.integer("Smallest class that is wanted, 5 by default")))),
            verified());

    private static Map<String, Object> skew() {
        Map<String, Object> suggestion = Schemas.object(
                Map.of(
                        "column", Schemas.text(),
                        "granularity", Schemas.text("day, month or year of a date; empty for values as they are"),
                        "partitions", Schemas.integer(),
                        "evenness", Schemas.number("Entropy by that of as many equal partitions, 0..1"),
                        "largest_tenth_share", Schemas.number("0..1"),
                        "max_by_median", Schemas.number(),
                        "average_bytes", Schemas.integer()),
                "column",
                "granularity",
                "partitions",
                "evenness");
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("dataset", Schemas.text("Its location; empty where none could be found"));
        result.put("source", Schemas.oneOf("data", "catalogue", "upstream"));
        result.put("skewed", Schemas.flag());
        result.put("upstream", Schemas.list(Schemas.any()));
        String[] required = result.keySet().toArray(String[]::new);
        result.put("reason", Schemas.text("Why nothing could be measured"));
        result.put("files", Schemas.any());
        result.put("partitions", Schemas.any());
        result.put(
                "keys",
                Schemas.list(Schemas.object(
                        Map.of(
                                "column", Schemas.text(),
                                "rows", Schemas.any(),
                                "hot_keys", Schemas.list(Schemas.any())),
                        "column",
                        "rows",
                        "hot_keys")));
        result.put("partition_candidates", Schemas.list(suggestion));
        result.put("suggestion", suggestion);
        return Schemas.object(result, required);
    }

    static final ExpertAction SKEW = new ExpertAction(
            "check_data_skew",
            CAPABILITY,
            "Says how evenly bytes and rows lie over files, partitions and keys, and by which column to partition",
            Schemas.inputs(Map.of(
                    "file_path", Schemas.dataset(),
                    "keys",
                            Schemas.list(Schemas.text(
                                    "A column that is joined or grouped by; chosen where none is given")))),
            skew());

    private QualitySchemas() {}
}
