package org.opendatagov.orchestrator.experts.quality.skew;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.CatalogReader;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetPart;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.dataset.ReadFailures;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Subject;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/**
 * {@code check_data_skew}: of the dataset that is named, else of the one that the run's earlier tasks take for the bottleneck; from its data
 * where that can be read, else from what the catalogue knows.
 */
public final class SkewCheck {
    private final Datasets datasets;
    private final CatalogReader catalog;

    public SkewCheck(Datasets datasets, CatalogReader catalog) {
        this.datasets = datasets;
        this.catalog = catalog;
    }

    /** Where no earlier task shared anything, a dataset must be named. */
    public static List<Problem> problems(ExpertRequest request) {
        boolean named = request.inputs().get("file_path") != null;
        return named || !request.context().getAll().isEmpty()
                ? List.of()
                : List.of(new Problem(
                        "missing_input",
                        "/file_path",
                        "Input 'file_path' of check_data_skew is missing, and no earlier task names a dataset."));
    }

    public ExpertReport perform(ExpertRequest request) {
        Upstream upstream = Upstream.of(request.context());
        Optional<String> asked = request.text("file_path");
        if (asked.isPresent()) {
            return measured(request, datasets.open(asked.get(), request.fingerprints()), upstream);
        }
        Optional<CatalogDataset> known = upstream.bottleneck().flatMap(this::known);
        String location =
                known.map(CatalogDataset::location).or(upstream::bottleneck).orElse("");
        if (location.isEmpty()) {
            return unmeasured(
                    upstream,
                    "No dataset is named, and the earlier tasks found no bottleneck dataset. Name the dataset as file_path, or let the"
                            + " pipeline send OpenLineage events, which tell what it reads.");
        }
        try {
            return measured(request, datasets.open(location, request.fingerprints()), upstream);
        } catch (OrchestratorException e) {
            if (!ReadFailures.ofDatasetAlone(e)) {
                throw e;
            }
            return known.flatMap(dataset -> catalogued(dataset, upstream))
                    .orElseGet(() -> unmeasured(
                            upstream, "'%s' cannot be read and was never profiled: %s".formatted(location, e.text())));
        }
    }

    /** By id, location or a name that one dataset alone has. */
    private Optional<CatalogDataset> known(String named) {
        return catalog.find(named).or(() -> catalog.findByLocation(named)).or(() -> {
            List<CatalogDataset> found = catalog.search(named, 100).stream()
                    .filter(dataset -> dataset.name().equals(named))
                    .toList();
            return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
        });
    }

    private ExpertReport measured(ExpertRequest request, Dataset dataset, Upstream upstream) {
        DatasetProfile profile = datasets.profile(dataset);
        List<String> keys = keys(request, profile);
        List<DatasetPart> parts = datasets.parts(dataset);
        DataSkew skew = datasets.query(dataset, connection -> DataSkew.of(connection, profile, parts, keys));
        Findings findings = new Findings();
        SkewFindings.report(dataset.location(), skew, upstream, findings);
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("skewed", skew.skewed());
        context.put("skewed_dataset", dataset.location());
        context.put("largest_tenth_share", skew.layout().measure().largestTenth());
        skew.suggestion().ifPresent(candidate -> context.put("partition_suggestion", candidate.describe()));
        return report(
                summary(dataset, skew),
                dataset.location(),
                skew.describe(),
                upstream,
                findings,
                context,
                Map.of(dataset.location(), dataset.fingerprint()));
    }

    private static List<String> keys(ExpertRequest request, DatasetProfile profile) {
        List<String> columns =
                profile.columns().stream().map(ColumnProfile::name).toList();
        List<String> keys = request.inputs().get("keys") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        List<Problem> problems = new ArrayList<>();
        for (int index = 0; index < keys.size(); index++) {
            if (!columns.contains(keys.get(index))) {
                problems.add(new Problem(
                        "unknown_column",
                        "/keys/" + index,
                        "'%s' is no column of the dataset; its columns are %s."
                                .formatted(keys.get(index), String.join(", ", columns))));
            }
        }
        if (!problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
        }
        return keys;
    }

    private static String summary(Dataset dataset, DataSkew skew) {
        Layout layout = skew.layout();
        String laid = layout.bytes().groups() < 2
                ? "'%s' is one file".formatted(dataset.location())
                : "%s of the data in a tenth of %,d %s"
                        .formatted(
                                SkewFindings.percent(layout.measure()),
                                layout.bytes().groups(),
                                layout.kind());
        String keys = skew.skewedKeys().isEmpty()
                ? ""
                : "; uneven by "
                        + String.join(
                                ", ",
                                skew.skewedKeys().stream().map(KeySkew::column).toList());
        String advice = skew.suggestion()
                .map(candidate -> "; partition by the " + candidate.name())
                .orElse("");
        return laid + keys + (skew.skewed() ? advice : "");
    }

    private Optional<ExpertReport> catalogued(CatalogDataset dataset, Upstream upstream) {
        return catalog.profiles(dataset.id(), 1).stream().findFirst().map(snapshot -> {
            CatalogueSkew skew = CatalogueSkew.of(snapshot.profile());
            Findings findings = new Findings();
            SkewFindings.report(dataset.location(), skew, findings);
            String uneven = String.join(
                    ", ",
                    skew.skewedKeys().stream().map(CatalogueSkew.Key::column).toList());
            return report(
                    "'%s' cannot be read now; by its last profile %s"
                            .formatted(
                                    dataset.name(), uneven.isEmpty() ? "no column is uneven" : "uneven by " + uneven),
                    dataset.location(),
                    skew.describe(),
                    upstream,
                    findings,
                    Map.of("skewed", !uneven.isEmpty(), "skewed_dataset", dataset.location()),
                    Map.of());
        });
    }

    private static ExpertReport unmeasured(Upstream upstream, String reason) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("source", "upstream");
        result.put("skewed", !upstream.diagnoses().isEmpty());
        result.put("reason", reason);
        return report(
                upstream.diagnoses().isEmpty()
                        ? reason
                        : "The job's stages are uneven, and no dataset could be measured: " + reason,
                upstream.bottleneck().orElse(""),
                result,
                upstream,
                new Findings(),
                Map.of("skewed", !upstream.diagnoses().isEmpty()),
                Map.of());
    }

    private static ExpertReport report(
            String summary,
            String location,
            Map<String, Object> measured,
            Upstream upstream,
            Findings findings,
            Map<String, Object> context,
            Map<String, String> fingerprints) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("dataset", location);
        result.putAll(measured);
        result.put("upstream", upstream.diagnoses());
        if (!upstream.diagnoses().isEmpty()) {
            findings.evidence(
                    "upstream",
                    "uneven_stages",
                    Subject.ofDataset(location),
                    "Stages of the job whose tasks were uneven, as the performance analysis found",
                    Map.of("diagnoses", upstream.diagnoses()));
        }
        return new ExpertReport(summary, findings.findings(), findings.evidence(), result, context, fingerprints);
    }
}
