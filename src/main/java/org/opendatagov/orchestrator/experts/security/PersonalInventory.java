package org.opendatagov.orchestrator.experts.security;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.opendatagov.orchestrator.catalog.CatalogReader;
import org.opendatagov.orchestrator.catalog.DatasetScope;
import org.opendatagov.orchestrator.catalog.PersonalDatasets;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;

/** {@code list_pii_datasets}: the personal datasets of a scope, from the catalogue alone; no data is read and nothing is changed. */
final class PersonalInventory {
    private static final List<String> SENSITIVITIES = List.of("high", "medium", "low", PersonalEntry.UNKNOWN);

    private final CatalogReader catalog;

    PersonalInventory(CatalogReader catalog) {
        this.catalog = catalog;
    }

    ExpertReport perform(ExpertRequest request) {
        DatasetScope scope = DatasetScope.of(request.inputs().get("scope"));
        List<PersonalEntry> entries = catalog.personal(scope).stream()
                .map(PersonalEntry::of)
                .filter(entry -> asked(request, entry))
                .toList();
        Findings findings = new Findings();
        entries.forEach(entry -> report(entry, findings));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("scope", scope.describe());
        result.put("total", entries.size());
        result.put("by_sensitivity", bySensitivity(entries));
        result.put("by_class", counted(entries, PersonalEntry::classes));
        result.put("by_owner", counted(entries, entry -> entry.owner().stream().toList()));
        result.put(
                "by_region", counted(entries, entry -> entry.region().stream().toList()));
        result.put("datasets", entries.stream().map(PersonalEntry::describe).toList());
        result.put("read_only", true);
        Map<String, Object> context = new LinkedHashMap<>();
        context.put(
                PersonalDatasets.SHARED,
                entries.stream().map(PersonalEntry::share).toList());
        context.put("inventory_scope", scope.describe());
        return new ExpertReport(
                summary(entries, scope), findings.findings(), findings.evidence(), result, context, Map.of());
    }

    /** By one of the classes, and the sensitivity, that are asked for; without them all. */
    private static boolean asked(ExpertRequest request, PersonalEntry entry) {
        boolean classed = !(request.inputs().get("classes") instanceof List<?> classes)
                || classes.stream().anyMatch(entry.classes()::contains);
        return classed
                && request.text("sensitivity").map(entry.sensitivity()::equals).orElse(true);
    }

    private static String summary(List<PersonalEntry> entries, DatasetScope scope) {
        long high = entries.stream()
                .filter(entry -> entry.sensitivity().equals("high"))
                .count();
        return "%d personal datasets, %d of high sensitivity, among %s"
                .formatted(entries.size(), high, scope.describe());
    }

    private static Map<String, Long> bySensitivity(List<PersonalEntry> entries) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String sensitivity : SENSITIVITIES) {
            counts.put(
                    sensitivity,
                    entries.stream()
                            .filter(entry -> entry.sensitivity().equals(sensitivity))
                            .count());
        }
        return counts;
    }

    /** How many datasets have each word; those that have none are under {@code undeclared}. */
    private static Map<String, Long> counted(List<PersonalEntry> entries, Function<PersonalEntry, List<String>> words) {
        Map<String, Long> counts = new TreeMap<>();
        for (PersonalEntry entry : entries) {
            List<String> found = new ArrayList<>(words.apply(entry));
            if (found.isEmpty()) {
                found.add("undeclared");
            }
            found.forEach(word -> counts.merge(word, 1L, Long::sum));
        }
        return counts;
    }

    private static void report(PersonalEntry entry, Findings findings) {
        Subject subject = Subject.ofDataset(entry.location());
        String id = findings.evidence(
                "personal." + entry.location(), "personal_dataset", subject, entry.explanation(), entry.figures());
        boolean ownerless = entry.owner().isEmpty();
        boolean high = entry.sensitivity().equals("high");
        Severity unowned = high ? Severity.HIGH : Severity.MEDIUM;
        findings.rule(
                ownerless ? unowned : Severity.INFO,
                "'%s' holds personal data of %s sensitivity%s"
                        .formatted(entry.name(), entry.sensitivity(), ownerless ? " and nobody owns it" : ""),
                entry.explanation(),
                subject,
                entry.confidence(),
                id,
                ownerless ? "Declare who answers for '%s' (owner).".formatted(entry.name()) : "",
                "GDPR Art. 4(1), 30(1); NIST SP 800-122, 3.2");
    }
}
