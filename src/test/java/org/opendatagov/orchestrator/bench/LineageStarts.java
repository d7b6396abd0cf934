package org.opendatagov.orchestrator.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.opendatagov.orchestrator.catalog.Direction;
import org.opendatagov.orchestrator.catalog.GraphQuery;
import org.opendatagov.orchestrator.catalog.Lineage;
import org.opendatagov.orchestrator.catalog.LineageGraph;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds datasets from which a query has an answer of some size. */
final class LineageStarts {
    /** Answers of 0.7 to 1 times a size are about that size. */
    private static final double ABOUT = 0.7;
    /** So many datasets are tried for each one that is wanted. */
    private static final int TRIED = 40;

    private final Lineage lineage;
    private final List<String> datasets;
    private final Random random;

    LineageStarts(EngineUnderLoad engine, long seed) {
        this.lineage = engine.lineage();
        this.datasets = JdbcClient.create(engine.database())
                .sql("SELECT id FROM dataset ORDER BY id")
                .query(String.class)
                .list();
        this.random = new Random(seed);
    }

    /** Questions whose answers have about so many nodes and are bounded by depth alone, if by anything. */
    List<GraphQuery> about(int size, Direction direction, int wanted) {
        return search(wanted, start -> about(start, size, direction));
    }

    /** Questions without a bound of depth that reach far more than the usual number of nodes. */
    List<GraphQuery> unbounded(Direction direction, int wanted) {
        return search(
                wanted,
                start -> Optional.of(GraphQuery.of(start, direction))
                        .filter(query -> !lineage.graph(query).complete()));
    }

    private interface Trial {
        Optional<GraphQuery> of(String start);
    }

    private List<GraphQuery> search(int wanted, Trial trial) {
        List<GraphQuery> found = new ArrayList<>();
        for (int tried = 0; tried < wanted * TRIED && found.size() < wanted; tried++) {
            trial.of(datasets.get(random.nextInt(datasets.size()))).ifPresent(found::add);
        }
        return found;
    }

    private Optional<GraphQuery> about(String start, int size, Direction direction) {
        int before = 0;
        for (int depth = 1; depth <= GraphQuery.DEEPEST; depth++) {
            GraphQuery query = new GraphQuery(List.of(start), direction, depth, GraphQuery.USUAL, Optional.empty());
            LineageGraph graph = lineage.graph(query);
            int nodes = graph.nodes().size();
            if (nodes > size || nodes == before || nodes >= GraphQuery.USUAL - 1) {
                return Optional.empty();
            }
            if (nodes >= ABOUT * size) {
                return Optional.of(query);
            }
            before = nodes;
        }
        return Optional.empty();
    }
}
