package org.opendatagov.orchestrator.experts.compliance;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.adapter.postgres.TestCatalogs;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.dataset.TestDatasets;
import org.opendatagov.orchestrator.expert.ContextView;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.support.Calls;
import org.opendatagov.orchestrator.support.ParquetFile;
import org.opendatagov.orchestrator.support.ResultCheck;

/** The expert over a folder of a test, on the first of June 2026; every answer is held against the schema it publishes. */
final class ComplianceCase {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
    /** Shared: each test has a folder, and so datasets, of its own. */
    static final Catalog CATALOG = TestCatalogs.create();

    private final Path folder;
    private final Datasets datasets;
    private final ComplianceExpert expert;

    ComplianceCase(Path folder) {
        this.folder = folder;
        this.datasets = TestDatasets.in(folder.resolve("data"), folder).datasets();
        this.expert = new ComplianceExpert(datasets, CATALOG, new ComplianceSettings(folder.resolve("rules")), CLOCK);
    }

    ExpertReport perform(String action, Map<String, Object> inputs) {
        return perform(action, inputs, ContextView.empty());
    }

    ExpertReport perform(String action, Map<String, Object> inputs, ContextView context) {
        ExpertReport report = expert.perform(Calls.of(action, inputs, context));
        ResultCheck.valid(
                expert.actions().stream()
                        .filter(known -> known.name().equals(action))
                        .findFirst()
                        .orElseThrow(),
                report);
        return report;
    }

    /** A dataset of a query of DuckDB, in the catalogue, and what is declared for it. */
    Dataset known(String name, String select, Map<String, ?> declared) {
        Path file = ParquetFile.write(folder.resolve(name + ".parquet"), select);
        return known(file, declared);
    }

    Dataset known(Path file, Map<String, ?> declared) {
        Dataset dataset = datasets.open(file.toString(), Map.of());
        CATALOG.record(dataset, datasets.profile(dataset));
        CATALOG.declare(dataset.id(), new LinkedHashMap<>(declared));
        return dataset;
    }

    static Map<?, ?> rule(ExpertReport report, String id) {
        return one(report, "rules", "id", id);
    }

    static Map<?, ?> one(ExpertReport report, String list, String member, Object value) {
        if (report.result().get(list) instanceof List<?> entries) {
            for (Object entry : entries) {
                if (entry instanceof Map<?, ?> map && value.equals(map.get(member))) {
                    return map;
                }
            }
        }
        throw new AssertionError("there is no " + member + " " + value + " in " + list);
    }
}
