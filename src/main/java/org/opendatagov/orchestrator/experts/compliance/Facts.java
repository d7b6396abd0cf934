package org.opendatagov.orchestrator.experts.compliance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.opendatagov.orchestrator.catalog.Declarations;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.expert.ContextView;
import org.opendatagov.orchestrator.privacy.ClassMatch;
import org.opendatagov.orchestrator.privacy.LabelHints;

/**
 * What was found and what is declared.
 *
 * @param personal classes of each personal column, by its label
 * @param confidence how sure it is that the data is personal, 0..1
 * @param contradictions what the catalogue knows of sources that say different things, a sentence each
 */
record Facts(
        Dataset dataset,
        DatasetProfile profile,
        Map<String, List<String>> personal,
        double confidence,
        Declarations declared,
        List<String> contradictions) {
    /** Special categories of Art. 9(1), as the detectors call them. */
    private static final Set<String> SPECIAL =
            Set.of("health", "ethnicity", "religion", "politics", "union", "sex_life", "biometric");

    private static final String CRIMINAL = "criminal";
    private static final List<String> CHILDREN = List.of(
            "children",
            "child",
            "minors",
            "pupils",
            "kids",
            "criancas",
            "adolescentes",
            "menores",
            "kinder",
            "schueler");

    /** What security shared in this run, where it speaks of this dataset's columns; else what the profile says. */
    static Facts of(
            Dataset dataset,
            DatasetProfile profile,
            ContextView context,
            Declarations declared,
            List<String> contradictions) {
        Map<String, List<String>> found = context.find("personal_columns")
                .map(value -> shared(value.value()))
                .filter(shared -> labels(profile).containsAll(shared.keySet()))
                .orElseGet(() -> profiled(profile));
        double confidence = profile.columns().stream()
                .filter(column -> found.containsKey(column.name()))
                .flatMap(column -> column.privacy().classes().stream())
                .mapToDouble(ClassMatch::confidence)
                .max()
                .orElse(found.isEmpty() ? 0.9 : 1);
        return new Facts(dataset, profile, found, confidence, declared, contradictions);
    }

    /** By the profile and what is declared alone. */
    static Facts of(Dataset dataset, DatasetProfile profile, Declarations declared) {
        return of(dataset, profile, ContextView.empty(), declared, List.of());
    }

    private static Set<String> labels(DatasetProfile profile) {
        return profile.columns().stream().map(ColumnProfile::name).collect(Collectors.toSet());
    }

    private static Map<String, List<String>> shared(Object value) {
        Map<String, List<String>> columns = new TreeMap<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> column) {
                    columns.put(String.valueOf(column.get("column")), words(column));
                }
            }
        }
        return columns;
    }

    private static List<String> words(Map<?, ?> column) {
        return column.get("classes") instanceof List<?> classes
                ? classes.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Map<String, List<String>> profiled(DatasetProfile profile) {
        Map<String, List<String>> columns = new TreeMap<>();
        profile.columns().stream()
                .filter(column -> column.privacy().personal())
                .forEach(column -> columns.put(
                        column.name(),
                        column.privacy().classes().stream()
                                .map(ClassMatch::name)
                                .toList()));
        return columns;
    }

    boolean applies(Rule rule) {
        return switch (rule.when()) {
            case ALWAYS -> true;
            case CHILDREN -> !personal.isEmpty() && children();
            case ANY_PERSONAL -> !personal.isEmpty();
            case CONSENT_POSSIBLE ->
                !personal.isEmpty()
                        && declared.lawfulBasis().map("consent"::equals).orElse(true);
            case SPECIAL_CATEGORY -> !specialCategories().isEmpty();
            case CRIMINAL -> criminal();
            case SENSITIVE -> criminal() || !specialCategories().isEmpty();
        };
    }

    /** By what is declared of them: no detector tells a child. */
    boolean children() {
        return LabelHints.mentions(String.join(" ", declared.dataSubjects()), CHILDREN);
    }

    /** Labels in the order of the file. */
    List<String> personalColumns() {
        return profile.columns().stream()
                .map(ColumnProfile::name)
                .filter(personal::containsKey)
                .toList();
    }

    /** By their names; one that is flagged and has none of the known names is {@code unnamed}. */
    Set<String> specialCategories() {
        Set<String> named = new TreeSet<>(classes());
        named.retainAll(SPECIAL);
        boolean flagged = profile.columns().stream()
                .anyMatch(column ->
                        personal.containsKey(column.name()) && column.privacy().specialCategory());
        if (named.isEmpty() && flagged && !criminal()) {
            named.add("unnamed");
        }
        return named;
    }

    private boolean criminal() {
        return classes().contains(CRIMINAL);
    }

    Set<String> classes() {
        return personal.values().stream().flatMap(List::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    Optional<ColumnProfile> column(String label) {
        return profile.columns().stream()
                .filter(column -> column.name().equals(label))
                .findFirst();
    }
}
