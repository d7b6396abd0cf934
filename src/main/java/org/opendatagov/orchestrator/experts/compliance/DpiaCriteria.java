package org.opendatagov.orchestrator.experts.compliance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.experts.compliance.DpiaCriterion.Met;
import org.opendatagov.orchestrator.privacy.LabelHints;

/**
 * What data and declarations say of the nine criteria. Words of the declared purpose, tags and labels speak for a criterion; their absence decides
 * nothing.
 */
final class DpiaCriteria {
    private static final List<String> SCORING = List.of(
            "score",
            "scoring",
            "scores",
            "rating",
            "profiling",
            "profile",
            "prediction",
            "predicting",
            "predict",
            "propensity",
            "churn",
            "creditworthiness",
            "evaluation",
            "segmentation",
            "recommendation",
            "recommendations");
    private static final List<String> AUTOMATED = List.of(
            "automated",
            "automatic",
            "decisioning",
            "eligibility",
            "approval",
            "underwriting",
            "admission",
            "automated_decision");
    private static final List<String> MONITORING = List.of(
            "monitoring",
            "monitor",
            "surveillance",
            "tracking",
            "cctv",
            "camera",
            "telemetry",
            "geolocation",
            "gps",
            "location_history");
    private static final List<String> POSITIONS =
            List.of("latitude", "longitude", "geolocation", "gps", "geohash", "cell_id");
    private static final List<String> VULNERABLE = List.of(
            "children",
            "child",
            "minors",
            "pupils",
            "employees",
            "employee",
            "staff",
            "workers",
            "patients",
            "patient",
            "elderly",
            "asylum",
            "refugees",
            "disabled",
            "students");
    private static final List<String> INNOVATIVE = List.of(
            "machine_learning",
            "ai",
            "artificial_intelligence",
            "biometric",
            "facial_recognition",
            "fingerprint",
            "iot",
            "llm",
            "neural");
    private static final List<String> BARRING = List.of(
            "eligibility",
            "creditworthiness",
            "underwriting",
            "screening",
            "blacklist",
            "access_control",
            "denial",
            "fraud");

    private final Facts facts;
    private final List<String> upstream;

    /** @param upstream names of the datasets that it is made from */
    DpiaCriteria(Facts facts, List<String> upstream) {
        this.facts = facts;
        this.upstream = List.copyOf(upstream);
    }

    List<DpiaCriterion> all() {
        List<DpiaCriterion> criteria = new ArrayList<>();
        criteria.add(
                words(
                        1,
                        "Evaluation or scoring",
                        SCORING,
                        "Whether persons are profiled or predicted, above all by performance, economic situation, health, behaviour or location."));
        criteria.add(words(
                2,
                "Automated decisions with legal or similar effect",
                AUTOMATED,
                "Whether decisions follow from the data without a person (Art. 22, 35(3)(a))."));
        criteria.add(monitoring());
        criteria.add(sensitive());
        criteria.add(scale());
        criteria.add(combined());
        criteria.add(vulnerable());
        criteria.add(words(
                8,
                "New technological or organisational solutions",
                INNOVATIVE,
                "Whether the technology is new to the organisation or the state of the art."));
        criteria.add(words(
                9,
                "Keeps persons from a right, a service or a contract",
                BARRING,
                "Whether somebody is refused something because of the data."));
        return criteria;
    }

    private Optional<String> said(List<String> words) {
        List<String> places = new ArrayList<>();
        facts.declared().purpose().ifPresent(places::add);
        places.addAll(facts.declared().tags());
        return places.stream()
                .filter(place -> LabelHints.mentions(place, words))
                .findFirst();
    }

    private DpiaCriterion words(int number, String title, List<String> words, String forPeople) {
        Optional<String> labelled = facts.profile().columns().stream()
                .map(column -> column.name())
                .filter(name -> LabelHints.says(name, words))
                .findFirst();
        return said(words)
                .map(text -> new DpiaCriterion(
                        number, title, Met.MET, "Purpose or tags say '%s'.".formatted(text), forPeople))
                .or(() -> labelled.map(name -> new DpiaCriterion(
                        number,
                        title,
                        Met.UNDECIDED,
                        "The label of column '%s' hints at it.".formatted(name),
                        forPeople)))
                .orElse(new DpiaCriterion(
                        number, title, Met.UNDECIDED, "Neither purpose, tags nor labels speak of it.", forPeople));
    }

    private DpiaCriterion monitoring() {
        String forPeople =
                "Whether persons are observed systematically, above all in places that are open to the public (Art. 35(3)(c)).";
        List<String> columns = facts.profile().columns().stream()
                .filter(column -> LabelHints.says(column.name(), POSITIONS)
                        || facts.personal()
                                .getOrDefault(column.name(), List.of())
                                .contains("ip_address"))
                .map(column -> column.name())
                .toList();
        DpiaCriterion words = words(3, "Systematic monitoring", MONITORING, forPeople);
        return words.met() == Met.MET || columns.isEmpty()
                ? words
                : new DpiaCriterion(
                        3,
                        words.title(),
                        Met.UNDECIDED,
                        "Positions or network addresses are kept in %s.".formatted(String.join(", ", columns)),
                        forPeople);
    }

    private DpiaCriterion sensitive() {
        String forPeople = "Whether other data is highly personal here: private correspondence, finances, whereabouts.";
        List<String> kinds = new ArrayList<>(facts.specialCategories());
        if (facts.classes().contains("criminal")) {
            kinds.add("criminal");
        }
        return kinds.isEmpty()
                ? new DpiaCriterion(
                        4,
                        "Sensitive data",
                        Met.UNDECIDED,
                        "No column is known to hold data of Art. 9 or 10.",
                        forPeople)
                : new DpiaCriterion(
                        4,
                        "Sensitive data",
                        Met.MET,
                        "Columns hold: %s.".formatted(String.join(", ", kinds)),
                        forPeople);
    }

    /** The law names no number (WP 248 refers to number, volume, duration, extent): figures are given, and nothing is concluded. */
    private DpiaCriterion scale() {
        return new DpiaCriterion(
                5,
                "Data processed on a large scale",
                Met.UNDECIDED,
                "%,d records with %,d personal columns%s."
                        .formatted(
                                facts.profile().rows(),
                                facts.personal().size(),
                                facts.declared()
                                        .retention()
                                        .map(period -> ", kept for " + period)
                                        .orElse("")),
                "Whether this is large: by the number of persons, the volume, the duration and the area.");
    }

    private DpiaCriterion combined() {
        String forPeople = "Whether persons could expect that these are put together.";
        return upstream.size() < 2
                ? new DpiaCriterion(
                        6,
                        "Datasets matched or combined",
                        Met.UNDECIDED,
                        "Lineage knows %d datasets that it is made from.".formatted(upstream.size()),
                        forPeople)
                : new DpiaCriterion(
                        6,
                        "Datasets matched or combined",
                        Met.MET,
                        "It is made from %s.".formatted(String.join(", ", upstream)),
                        forPeople);
    }

    private DpiaCriterion vulnerable() {
        String forPeople = "Whether persons could be unable to consent to, or object to, the processing.";
        List<String> found = facts.declared().dataSubjects().stream()
                .filter(subject -> LabelHints.mentions(subject, VULNERABLE))
                .toList();
        if (!found.isEmpty()) {
            return new DpiaCriterion(
                    7,
                    "Vulnerable data subjects",
                    Met.MET,
                    "Declared data subjects: %s.".formatted(String.join(", ", found)),
                    forPeople);
        }
        return new DpiaCriterion(
                7,
                "Vulnerable data subjects",
                facts.declared().dataSubjects().isEmpty() ? Met.UNDECIDED : Met.NOT_MET,
                facts.declared().dataSubjects().isEmpty()
                        ? "Nobody declared whom the data is about."
                        : "Declared data subjects: %s."
                                .formatted(String.join(", ", facts.declared().dataSubjects())),
                forPeople);
    }
}
