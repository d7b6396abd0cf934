package org.opendatagov.orchestrator.experts.quality;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.expert.ActionInputs;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Schemas;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;
import org.springframework.stereotype.Component;

/** Suggests a suite of expectations that Great Expectations 1.x loads, and checks it against the data it came from. */
@Component
public class QualityExpert implements Expert {
    private static final ExpertAction DEFINE = new ExpertAction(
            "define_expectations",
            "quality_validation",
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

    private final Datasets datasets;

    public QualityExpert(Datasets datasets) {
        this.datasets = datasets;
    }

    @Override
    public String name() {
        return "QualityExpert";
    }

    @Override
    public List<ExpertAction> actions() {
        return List.of(DEFINE);
    }

    @Override
    public ExpertReport perform(ExpertRequest request) {
        ActionInputs.accept(this, request);
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
