package org.opendatagov.orchestrator.adapter.postgres;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.Direction;
import org.opendatagov.orchestrator.catalog.GraphEdge;
import org.opendatagov.orchestrator.catalog.GraphNode;
import org.opendatagov.orchestrator.catalog.GraphQuery;
import org.opendatagov.orchestrator.catalog.Lineage;
import org.opendatagov.orchestrator.catalog.LineageGraph;
import org.opendatagov.orchestrator.openlineage.EventBatch;
import org.opendatagov.orchestrator.openlineage.Intake;
import org.opendatagov.orchestrator.support.TestDatabase;

/** Catalogue, graph and intake over one real database, for tests of what uses them. */
public record TestLineage(Catalog catalog, Lineage lineage, Intake intake, DataSource database) {
    /** The time at which these tests receive events. */
    public static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    public static TestLineage create() {
        DataSource database = TestDatabase.create();
        Intake intake = new Intake(Clock.fixed(NOW, ZoneOffset.UTC), new LineageEventStore(database));
        return new TestLineage(new CatalogStore(database), new LineageStore(database), intake, database);
    }

    public EventBatch send(Object... events) {
        return intake.take(List.of(events));
    }

    /** The id of a dataset as {@code Events} calls it. */
    public String id(String name) {
        return catalog.search(name, 10).stream()
                .filter(dataset ->
                        dataset.name().equals(name) || dataset.location().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no dataset " + name))
                .id();
    }

    /** {@code a > job > b}: the edges by names, in order. */
    public List<String> edges(String start, Direction direction) {
        return edges(lineage.graph(GraphQuery.of(id(start), direction)));
    }

    public static List<String> edges(LineageGraph graph) {
        var names = graph.byId();
        return graph.edges().stream()
                .map(edge -> name(names.get(edge.from()), edge) + " > " + name(names.get(edge.to()), edge))
                .sorted()
                .toList();
    }

    private static String name(GraphNode node, GraphEdge edge) {
        return node == null ? "missing of " + edge : node.name();
    }
}
