package org.opendatagov.orchestrator.adapter.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.Contradiction;
import org.opendatagov.orchestrator.catalog.Contradiction.Statement;
import org.opendatagov.orchestrator.catalog.DatasetKnowledge;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who says different things of a dataset: a declaration file and a request after it, declarations and lineage events. */
final class DatasetContradictions {
    private static final String OWNER = "owner";

    private DatasetContradictions() {}

    static DatasetKnowledge knowledge(JdbcClient client, CatalogDataset dataset) {
        Map<String, Object> facets = LineageFacets.read(client, "dataset", dataset.id());
        CatalogDeclarations declarations = new CatalogDeclarations(client);
        List<Contradiction> contradictions = new ArrayList<>(
                files(declarations.declared(dataset.location()), declarations.stated(dataset.location())));
        dataset.declarations().owner().ifPresent(owner -> owners(owner, facets, contradictions));
        return new DatasetKnowledge(LineageDatasets.names(client, dataset.id()), facets, contradictions);
    }

    private static List<Contradiction> files(Map<?, ?> declared, Map<?, ?> stated) {
        List<Contradiction> contradictions = new ArrayList<>();
        for (Object member : new TreeSet<>(stated.keySet())) {
            Object said = stated.get(member);
            Object inForce = declared.get(member);
            if (said != null && inForce != null && !said.equals(inForce)) {
                contradictions.add(new Contradiction(
                        String.valueOf(member),
                        List.of(new Statement("request", inForce), new Statement("declaration file", said))));
            }
        }
        return contradictions;
    }

    private static void owners(String owner, Map<String, Object> facets, List<Contradiction> contradictions) {
        List<String> told = JobRows.texts(facets, "ownership", "owners", "name");
        if (!told.isEmpty() && !told.contains(owner)) {
            contradictions.add(new Contradiction(
                    OWNER, List.of(new Statement("declaration", owner), new Statement("lineage event", told))));
        }
    }
}
