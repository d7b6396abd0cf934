package org.opendatagov.orchestrator.experts.quality.anonymity;

import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.catalog.CatalogReader;
import org.opendatagov.orchestrator.catalog.DatasetScope;
import org.opendatagov.orchestrator.catalog.PersonalDatasets;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.expert.ContextValue;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.problem.Problem;

/** {@code verify_anonymization}: one dataset, or each one of an inventory that is said to be masked. */
public final class AnonymityVerification {
    private final Datasets datasets;
    private final CatalogReader catalog;

    public AnonymityVerification(Datasets datasets, CatalogReader catalog) {
        this.datasets = datasets;
        this.catalog = catalog;
    }

    /** What the schema does not say: a dataset or a scope must be named, if no earlier task listed datasets. */
    public static List<Problem> problems(ExpertRequest request) {
        Map<String, Object> inputs = request.inputs();
        boolean named = inputs.get("file_path") != null || inputs.get("scope") != null;
        if (!named && request.context().find(PersonalDatasets.SHARED).isEmpty()) {
            return List.of(
                    new Problem(
                            "missing_input",
                            "/file_path",
                            "Input 'file_path' of verify_anonymization is missing; name a dataset, or a 'scope' of the catalogue."));
        }
        return DatasetScope.problems(inputs.get("scope"));
    }

    public ExpertReport perform(ExpertRequest request) {
        return request.text("file_path").isPresent() ? one(request) : inventory(request);
    }

    private ExpertReport one(ExpertRequest request) {
        Dataset dataset = datasets.open(request.requiredText("file_path"), request.fingerprints());
        DatasetProfile profile = datasets.profile(dataset);
        AnonymityQuestion question = AnonymityQuestion.of(request, profile, catalog.declarations(dataset.location()));
        Anonymity anonymity = datasets.query(dataset, connection -> Anonymity.of(connection, question, profile));
        Findings findings = new Findings();
        AnonymityFindings.report(dataset.location(), anonymity, findings);
        return new ExpertReport(
                AnonymityFindings.summary(anonymity),
                findings.findings(),
                findings.evidence(),
                anonymity.describe(),
                Map.of("anonymization_verdict", anonymity.verdict().text()),
                Map.of(dataset.location(), dataset.fingerprint()));
    }

    private ExpertReport inventory(ExpertRequest request) {
        DatasetScope scope = DatasetScope.of(request.inputs().get("scope"));
        return PersonalDatasets.shared(
                        catalog,
                        request.context()
                                .find(PersonalDatasets.SHARED)
                                .map(ContextValue::value)
                                .orElse(null))
                .map(listed -> new AnonymityAudit(datasets, request).of(listed))
                .orElseGet(() -> new AnonymityAudit(datasets, request).of(catalog.personal(scope)));
    }
}
