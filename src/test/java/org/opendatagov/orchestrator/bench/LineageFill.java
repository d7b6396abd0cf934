package org.opendatagov.orchestrator.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;

/** Fills the catalogue with a large lineage graph. */
final class LineageFill {
    private LineageFill() {}

    /**
     * Seconds that it took; a graph of this seed that an earlier run left is taken as it is.
     *
     * @param seed 0 to 1,000; the same one gives the same graph
     */
    static double fill(EngineUnderLoad engine, long seed) throws IOException, SQLException {
        long start = System.nanoTime();
        engine.execute("CREATE TABLE IF NOT EXISTS bench_graph (seed bigint)");
        if (engine.number("SELECT count(*) FROM bench_graph WHERE seed = " + seed) == 0) {
            refill(engine, seed);
        }
        return (double) (System.nanoTime() - start) / 1e9;
    }

    private static void refill(EngineUnderLoad engine, long seed) throws IOException, SQLException {
        engine.execute("TRUNCATE bench_graph");
        engine.execute("TRUNCATE dataset, declaration, job, lineage_facet, lineage_edge CASCADE");
        try (Connection connection = engine.database().getConnection();
                var script = connection.prepareStatement(script(seed))) {
            connection.setAutoCommit(false);
            script.execute();
            connection.commit();
        }
        // What the server does by itself within minutes.
        engine.execute("VACUUM ANALYZE");
        engine.execute("CHECKPOINT");
        engine.execute("INSERT INTO bench_graph VALUES (" + seed + ")");
    }

    private static String script(long seed) throws IOException {
        try (InputStream file = LineageFill.class.getResourceAsStream("/bench/lineage-graph.sql")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("SEED", String.format(Locale.ROOT, "%.3f", (double) seed / 1_000));
        }
    }
}
