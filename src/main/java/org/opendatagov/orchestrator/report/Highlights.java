package org.opendatagov.orchestrator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.TaskState;
import org.opendatagov.orchestrator.report.RunReport.Cost;
import org.opendatagov.orchestrator.report.RunReport.Dependency;
import org.opendatagov.orchestrator.report.RunReport.Gap;
import org.opendatagov.orchestrator.report.RunReport.Highlight;
import org.opendatagov.orchestrator.report.RunReport.PersonalField;
import org.opendatagov.orchestrator.report.RunReport.Schema;

/** What to read first: a sentence for each topic that the workflow has. A task that did not succeed is never passed over. */
final class Highlights {
    static final String UPSTREAM = "Upstream";
    static final String DONE = "done";
    static final String ATTENTION = "attention";
    static final String FAILED = "failed";

    private final RunView run;
    private final Results results;
    private final List<Highlight> highlights = new ArrayList<>();

    Highlights(RunView run, Results results) {
        this.run = run;
        this.results = results;
    }

    List<Highlight> of(
            Optional<Schema> schema,
            List<PersonalField> personal,
            List<Gap> gaps,
            Optional<Cost> cost,
            List<Dependency> upstream) {
        schema.ifPresentOrElse(this::schema, () -> missing("Schema", "analyze_schema"));
        topic("Personal data", "detect_pii", () -> personal(personal));
        topic("GDPR", "validate_gdpr", () -> gaps(gaps));
        cost.ifPresentOrElse(
                found -> add("Cost", DONE, Plain.money(found.total(), found.currency()) + period(found)),
                () -> missing("Cost", "estimate_storage_cost"));
        topic(UPSTREAM, "map_dependencies", () -> upstream(upstream));
        return List.copyOf(highlights);
    }

    private void topic(String topic, String action, Runnable told) {
        if (results.of(action).isEmpty()) {
            missing(topic, action);
        } else {
            told.run();
        }
    }

    /** What was to be told and is not; what the workflow never asked for is left out. */
    private void missing(String topic, String action) {
        run.tasks().stream()
                .filter(task -> task.action().equals(action) && task.status() != TaskState.SUCCEEDED)
                .findFirst()
                .ifPresent(task -> add(
                        topic, FAILED, "Not known: the task " + task.status().text()));
    }

    private void schema(Schema schema) {
        String key = schema.key().isEmpty() ? "no key" : "key " + String.join(" + ", schema.key());
        add(
                "Schema",
                DONE,
                "Schema validated: %,d rows, %,d columns, %s".formatted(schema.rows(), schema.columns(), key));
    }

    private void personal(List<PersonalField> personal) {
        if (personal.isEmpty()) {
            add("Personal data", DONE, "No personal field was found");
            return;
        }
        String names = Plain.some(personal.stream().map(PersonalField::column).toList(), 5);
        boolean one = personal.size() == 1;
        add(
                "Personal data",
                ATTENTION,
                "%d personal %s masking: %s".formatted(personal.size(), one ? "field needs" : "fields need", names));
    }

    private void gaps(List<Gap> gaps) {
        long violated =
                gaps.stream().filter(gap -> gap.verdict().equals("violated")).count();
        String names = Plain.some(
                gaps.stream()
                        .map(gap -> gap.title().toLowerCase(java.util.Locale.ROOT))
                        .toList(),
                3);
        if (gaps.isEmpty()) {
            add("GDPR", DONE, "Nothing is open that data and declarations can decide");
        } else if (violated > 0) {
            add("GDPR", FAILED, "%d of %d open rules are violated: %s".formatted(violated, gaps.size(), names));
        } else {
            add("GDPR", ATTENTION, "Pending, evidence is missing for %d: %s".formatted(gaps.size(), names));
        }
    }

    private void upstream(List<Dependency> upstream) {
        if (upstream.isEmpty()) {
            add(UPSTREAM, ATTENTION, "Nothing is known of where it comes from");
            return;
        }
        String names = Plain.some(upstream.stream().map(Dependency::dataset).toList(), 5);
        add(
                UPSTREAM,
                DONE,
                "Depends on %d upstream %s: %s"
                        .formatted(upstream.size(), upstream.size() == 1 ? "dataset" : "datasets", names));
    }

    static String period(Cost cost) {
        return cost.months().equals("1") ? " a month" : " in " + cost.months() + " months";
    }

    private void add(String topic, String state, String text) {
        highlights.add(new Highlight(topic, state, text));
    }
}
