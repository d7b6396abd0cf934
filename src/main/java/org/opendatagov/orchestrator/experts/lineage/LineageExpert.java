package org.opendatagov.orchestrator.experts.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.LineageEdge;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Schemas;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** Says what a dataset is made from and what is made from it, as far as that is known; what names alone suggest stays apart. */
@Component
public class LineageExpert implements Expert {
    private static final Map<String, Object> DEPENDENCY = Schemas.object(
            Map.of("dataset", Schemas.text(), "how", Schemas.text(), "confidence", Schemas.number()),
            "dataset",
            "how",
            "confidence");
    private static final ExpertAction MAP = new ExpertAction(
            "map_dependencies",
            "lineage_tracing",
            "Lists the datasets upstream and downstream of a dataset",
            Schemas.object(Map.of("file_path", Schemas.dataset()), "file_path"),
            Schemas.object(
                    Map.of(
                            "upstream", Schemas.list(DEPENDENCY),
                            "downstream", Schemas.list(DEPENDENCY),
                            "suggested", Schemas.list(DEPENDENCY)),
                    "upstream",
                    "downstream",
                    "suggested"));
    private static final Set<String> GENERIC =
            Set.of("transaction", "row", "record", "event", "session", "uuid", "external");

    private final Datasets datasets;
    private final Catalog catalog;

    public LineageExpert(Datasets datasets, Catalog catalog) {
        this.datasets = datasets;
        this.catalog = catalog;
    }

    @Override
    public String name() {
        return "LineageExpert";
    }

    @Override
    public List<ExpertAction> actions() {
        return List.of(MAP);
    }

    @Override
    public ExpertReport perform(ExpertRequest request) {
        if (!request.action().equals(MAP.name())) {
            throw new OrchestratorException(
                    ErrorCode.UNKNOWN_ACTION, "LineageExpert knows map_dependencies, not '" + request.action() + "'.");
        }
        Dataset dataset = datasets.open(request.requiredText("file_path"), request.fingerprints());
        catalog.declarations(dataset.location())
                .upstream()
                .forEach(name -> catalog.link(new LineageEdge(name, dataset.id(), "declared", 1)));
        foreignKeys(request)
                .forEach(edge ->
                        catalog.link(new LineageEdge(edge.upstream(), dataset.id(), edge.how(), edge.confidence())));
        List<Object> upstream = catalog.upstream(dataset.id()).stream()
                .<Object>map(edge -> dependency(edge.upstream(), edge.how(), edge.confidence()))
                .toList();
        List<Object> downstream = catalog.downstream(dataset.id()).stream()
                .<Object>map(edge -> dependency(edge.downstream(), edge.how(), edge.confidence()))
                .toList();
        List<Object> suggested = suggested(dataset, upstream);
        return report(dataset, upstream, downstream, suggested);
    }

    private static List<LineageEdge> foreignKeys(ExpertRequest request) {
        List<LineageEdge> edges = new ArrayList<>();
        request.context().find("foreign_keys").ifPresent(found -> {
            if (found.value() instanceof List<?> keys) {
                for (Object key : keys) {
                    if (key instanceof Map<?, ?> map) {
                        double confidence = map.get("confidence") instanceof Number number ? number.doubleValue() : 0.5;
                        edges.add(new LineageEdge(String.valueOf(map.get("dataset")), "", "foreign_key", confidence));
                    }
                }
            }
        });
        return edges;
    }

    private Map<String, Object> dependency(String name, String how, double confidence) {
        Map<String, Object> dependency = new LinkedHashMap<>();
        dependency.put("dataset", catalog.find(name).map(found -> found.name()).orElse(name));
        dependency.put("how", how);
        dependency.put("confidence", confidence);
        return dependency;
    }

    /** A column {@code customer_id} suggests that there is a dataset {@code customers}: a guess, and kept apart as one. */
    private List<Object> suggested(Dataset dataset, List<Object> upstream) {
        Set<String> known = new LinkedHashSet<>();
        upstream.forEach(edge -> {
            if (edge instanceof Map<?, ?> map) {
                known.add(String.valueOf(map.get("dataset")));
            }
        });
        List<Object> suggested = new ArrayList<>();
        datasets.profile(dataset).columns().forEach(column -> {
            String label = column.name().toLowerCase(Locale.ROOT);
            if (label.matches("[a-z]+_id") && !GENERIC.contains(label.replaceAll("_id$", ""))) {
                String name = label.replaceAll("_id$", "") + "s";
                if (!known.contains(name)) {
                    suggested.add(dependency(name, "naming", 0.3));
                }
            }
        });
        return suggested;
    }

    private static ExpertReport report(
            Dataset dataset, List<Object> upstream, List<Object> downstream, List<Object> suggested) {
        Findings findings = new Findings();
        Subject subject = Subject.ofDataset(dataset.location());
        String id = findings.evidence(
                "dependencies",
                "lineage",
                subject,
                "Edges of the catalogue, and names of columns",
                Map.of("upstream", upstream.size(), "downstream", downstream.size(), "suggested", suggested.size()));
        if (upstream.isEmpty()) {
            findings.rule(
                    Severity.LOW,
                    "Nothing is known of where the dataset comes from",
                    suggested.isEmpty()
                            ? "Neither catalogue nor column names tell."
                            : "Column names suggest: " + String.join(", ", names(suggested)) + ".",
                    subject,
                    1,
                    id,
                    "Declare 'upstream' for the dataset (PATCH /api/v1/datasets/" + dataset.id() + ").",
                    "");
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("upstream", upstream);
        result.put("downstream", downstream);
        result.put("suggested", suggested);
        return new ExpertReport(
                summary(upstream, suggested),
                findings.findings(),
                findings.evidence(),
                result,
                Map.of("upstream", names(upstream)),
                Map.of(dataset.location(), dataset.fingerprint()));
    }

    private static List<String> names(List<Object> dependencies) {
        return dependencies.stream()
                .map(edge -> edge instanceof Map<?, ?> map ? String.valueOf(map.get("dataset")) : "")
                .distinct()
                .toList();
    }

    private static String summary(List<Object> upstream, List<Object> suggested) {
        if (!upstream.isEmpty()) {
            return "Depends on %d upstream: %s".formatted(upstream.size(), String.join(", ", names(upstream)));
        }
        String guess = Optional.of(suggested)
                .filter(list -> !list.isEmpty())
                .map(list -> "; names suggest " + String.join(", ", names(list)))
                .orElse("");
        return "Nothing is known upstream" + guess;
    }
}
