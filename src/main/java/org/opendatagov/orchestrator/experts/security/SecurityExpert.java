package org.opendatagov.orchestrator.experts.security;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.catalog.CatalogReader;
import org.opendatagov.orchestrator.catalog.DatasetScope;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.expert.ActionInputs;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Subject;
import org.opendatagov.orchestrator.privacy.ClassMatch;
import org.springframework.stereotype.Component;

/**
 * Finds personal data: which columns hold it, of which classes, and how sure that is; which datasets of the catalogue do. It flags, and is given
 * no means to change a dataset or the catalogue.
 */
@Component
public class SecurityExpert implements Expert {
    private final Datasets datasets;
    private final PersonalInventory inventory;

    public SecurityExpert(Datasets datasets, CatalogReader catalog) {
        this.datasets = datasets;
        this.inventory = new PersonalInventory(catalog);
    }

    @Override
    public String name() {
        return "SecurityExpert";
    }

    @Override
    public List<ExpertAction> actions() {
        return List.of(SecuritySchemas.DETECT, SecuritySchemas.LIST);
    }

    @Override
    public ExpertReport perform(ExpertRequest request) {
        if (request.action().equals(SecuritySchemas.LIST.name())) {
            ActionInputs.accept(
                    this, request, DatasetScope.problems(request.inputs().get("scope")));
            return inventory.perform(request);
        }
        ActionInputs.accept(this, request);
        return detect(request);
    }

    private ExpertReport detect(ExpertRequest request) {
        Dataset dataset = datasets.open(request.requiredText("file_path"), request.fingerprints());
        DatasetProfile profile = datasets.profile(dataset);
        Findings findings = new Findings();
        List<Object> columns = new ArrayList<>();
        List<Object> personal = new ArrayList<>();
        for (ColumnProfile column : profile.columns()) {
            Subject subject = Subject.ofColumn(dataset.location(), column.name());
            columns.add(describe(column, evidence(column, subject, profile.rows(), findings)));
            if (column.privacy().personal()) {
                report(column, subject, findings);
                personal.add(share(column));
            }
        }
        return new ExpertReport(
                summary(profile),
                findings.findings(),
                findings.evidence(),
                Map.of("columns", columns),
                Map.of("personal_columns", personal),
                Map.of(dataset.location(), dataset.fingerprint()));
    }

    private static Map<String, Object> describe(ColumnProfile column, String evidence) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("column", column.name());
        described.put("personal", column.privacy().personal());
        described.put("special_category", column.privacy().specialCategory());
        described.put(
                "classes",
                column.privacy().classes().stream()
                        .map(SecurityExpert::describe)
                        .toList());
        described.put("evidence", evidence);
        return described;
    }

    private static Map<String, Object> describe(ClassMatch match) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("class", match.name());
        described.put("confidence", match.confidence());
        described.put("matching", match.matching());
        described.put("validating", match.validating());
        described.put("share", match.share());
        return described;
    }

    private static Map<String, Object> share(ColumnProfile column) {
        return Map.of(
                "column", column.name(),
                "classes", names(column),
                "special_category", column.privacy().specialCategory(),
                "sensitivity", Sensitivity.of(column.privacy()).text());
    }

    private static List<String> names(ColumnProfile column) {
        return column.privacy().classes().stream().map(ClassMatch::name).toList();
    }

    private static String evidenceId(ColumnProfile column) {
        return (column.privacy().personal() ? "personal." : "column.") + column.name();
    }

    /** Why a column is personal, or why it is not. */
    private static String evidence(ColumnProfile column, Subject subject, long rows, Findings findings) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rows", rows);
        figures.put("nulls", column.nulls());
        column.privacy().classes().stream().limit(1).forEach(first -> {
            figures.put("class", first.name());
            figures.put("matching", first.matching());
            figures.put("validating", first.validating());
            figures.put("share", first.share());
        });
        String kind = column.privacy().personal() ? "personal_data" : "no_personal_data";
        return findings.evidence(
                evidenceId(column), kind, subject, column.privacy().explanation(), figures);
    }

    private static void report(ColumnProfile column, Subject subject, Findings findings) {
        ClassMatch first = column.privacy().classes().getFirst();
        findings.rule(
                Sensitivity.of(column.privacy()),
                "Column '%s' holds %s".formatted(column.name(), first.name().replace('_', ' ')),
                column.privacy().explanation(),
                subject,
                first.confidence(),
                evidenceId(column),
                "Mask '%s' before it is shared: %s.".formatted(column.name(), Sensitivity.mask(first.name())),
                column.privacy().specialCategory() ? "GDPR Art. 9(1)" : "GDPR Art. 4(1); NIST SP 800-122, 3.2");
    }

    private static String summary(DatasetProfile profile) {
        List<String> found = profile.columns().stream()
                .filter(column -> column.privacy().personal())
                .map(ColumnProfile::name)
                .toList();
        return found.isEmpty()
                ? "No personal data in " + profile.columns().size() + " columns"
                : "%d of %d columns are personal: %s"
                        .formatted(found.size(), profile.columns().size(), String.join(", ", found));
    }
}
