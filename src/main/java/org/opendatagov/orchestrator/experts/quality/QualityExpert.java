package org.opendatagov.orchestrator.experts.quality;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.catalog.CatalogReader;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.expert.ActionInputs;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;
import org.opendatagov.orchestrator.experts.quality.anonymity.AnonymityVerification;
import org.opendatagov.orchestrator.experts.quality.skew.SkewCheck;
import org.springframework.stereotype.Component;

/** Suggests expectations that Great Expectations 1.x loads and checks them; verifies what is said to be anonymised; looks how evenly data lies. */
@Component
public class QualityExpert implements Expert {
    private final Datasets datasets;
    private final AnonymityVerification anonymity;
    private final SkewCheck skew;
    private final ExpectationRun expectations;

    public QualityExpert(Datasets datasets, CatalogReader catalog) {
        this.datasets = datasets;
        this.anonymity = new AnonymityVerification(datasets, catalog);
        this.skew = new SkewCheck(datasets, catalog);
        this.expectations = new ExpectationRun(datasets);
    }

    @Override
    public String name() {
        return "QualityExpert";
    }

    @Override
    public List<ExpertAction> actions() {
        return List.of(QualitySchemas.DEFINE, QualitySchemas.RUN, QualitySchemas.VERIFY, QualitySchemas.SKEW);
    }

    @Override
    public ExpertReport perform(ExpertRequest request) {
        if (request.action().equals(QualitySchemas.VERIFY.name())) {
            ActionInputs.accept(this, request, AnonymityVerification.problems(request));
            return anonymity.perform(request);
        }
        if (request.action().equals(QualitySchemas.SKEW.name())) {
            ActionInputs.accept(this, request, SkewCheck.problems(request));
            return skew.perform(request);
        }
        if (request.action().equals(QualitySchemas.RUN.name())) {
            ActionInputs.accept(this, request, ExpectationForm.problems(request));
            return expectations.perform(request);
        }
        ActionInputs.accept(this, request);
        return suggest(request);
    }

    private ExpertReport suggest(ExpertRequest request) {
        Dataset dataset = datasets.open(request.requiredText("file_path"), request.fingerprints());
        DatasetProfile profile = datasets.profile(dataset);
        List<List<String>> keys = ComposedKeys.of(request.context(), profile);
        List<Check> checks = datasets.query(
                dataset,
                connection -> Check.all(connection, Suggestions.of(profile, Facts.of(connection, profile), keys)));
        return report(dataset, profile, checks);
    }

    private static ExpertReport report(Dataset dataset, DatasetProfile profile, List<Check> checks) {
        List<Expectation> suggested = checks.stream().map(Check::expectation).toList();
        long failed = checks.stream().filter(check -> !check.success()).count();
        Findings findings = new Findings();
        Subject subject = Subject.ofDataset(dataset.location());
        String id = findings.evidence(
                "suite",
                "expectations",
                subject,
                "Suggested expectations, each run on all rows",
                Map.of("expectations", suggested.size(), "failed", failed, "rows", profile.rows()));
        if (failed > 0) {
            findings.rule(
                    Severity.HIGH,
                    failed + " suggested expectations do not hold",
                    "They contradict the data that they were drawn from.",
                    subject,
                    1,
                    id,
                    "Leave out the expectations that failed.",
                    "");
        } else {
            findings.rule(
                    Severity.INFO,
                    suggested.size() + " expectations describe the data",
                    "All hold on all rows.",
                    subject,
                    1,
                    id,
                    "Load the suite into Great Expectations and run it on each delivery.",
                    "Deequ constraint suggestion rules");
        }
        String name = dataset.id() + "_suite";
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("suite", Suite.of(name, dataset, suggested));
        result.put("validation", ValidationResult.of(checks, name, profile.rows()));
        return new ExpertReport(
                "%d expectations, %s on %,d rows"
                        .formatted(suggested.size(), failed == 0 ? "all hold" : failed + " fail", profile.rows()),
                findings.findings(),
                findings.evidence(),
                result,
                Map.of("expectation_count", suggested.size(), "suite_name", name),
                Map.of(dataset.location(), dataset.fingerprint()));
    }
}
