package org.opendatagov.orchestrator.bench;

import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.opendatagov.orchestrator.catalog.CatalogReader;
import org.opendatagov.orchestrator.catalog.DatasetScope;
import org.opendatagov.orchestrator.catalog.Direction;
import org.opendatagov.orchestrator.catalog.GraphQuery;
import org.opendatagov.orchestrator.catalog.Lineage;
import org.opendatagov.orchestrator.catalog.LineageGraph;

/**
 * Measures graph queries on 100,000 datasets and 1,000,000 edges: answers of about 10, 100 and 1,000 nodes up and down the stream, larger
 * ones that the limit bounds, and the largest over HTTP; there also the inventory of personal datasets, and events of a job that has read them all. Begins with an empty database, which it fills. Argument: seed (1). Ends with
 * status 1 where a goal is missed.
 */
public final class LineageGraphBenchmark {
    private static final double MILLIS = 50;
    private static final List<Integer> SIZES = List.of(10, 100, 1_000);
    private static final int STARTS = 25;
    private static final int WARM = 4;
    /** Of a service that has just started, whose answers nobody has compiled yet. */
    private static final int WARM_SERVICE = 16;

    private static final int ROUNDS = 12;

    private final Goals goals = new Goals();
    private final Path folder;

    private LineageGraphBenchmark(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        long seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1;
        System.exit(new LineageGraphBenchmark(Path.of("target/bench/lineage")).run(seed));
    }

    private int run(long seed) throws Exception {
        List<GraphQuery> largest = new ArrayList<>();
        try (EngineUnderLoad engine = new EngineUnderLoad(folder.resolve("data"))) {
            goals.figure("seed %d; filled in %.0f s", seed, LineageFill.fill(engine, seed));
            goals.figure(
                    "%,d datasets, %,d jobs, %,d edges",
                    engine.number("SELECT count(*) FROM dataset"),
                    engine.number("SELECT count(*) FROM job"),
                    engine.number("SELECT (SELECT count(*) FROM job_dataset) + (SELECT count(*) FROM lineage_edge)"));
            machine(engine);
            LineageStarts starts = new LineageStarts(engine, seed);
            for (Direction direction : List.of(Direction.UPSTREAM, Direction.DOWNSTREAM)) {
                for (int size : SIZES) {
                    List<GraphQuery> queries = starts.about(size, direction, STARTS);
                    measure("about %,d nodes %s".formatted(size, direction.text()), engine.lineage(), queries);
                    if (size == GraphQuery.USUAL) {
                        largest.addAll(queries);
                    }
                }
                bounded(engine.lineage(), direction, starts.unbounded(direction, STARTS));
            }
            machine(engine);
            inventory(engine);
            LongHistory.of(engine);
        }
        overHttp(largest);
        return goals.status();
    }

    /** What the machine can do just now. */
    private void machine(EngineUnderLoad engine) throws Exception {
        double[] millis = new double[1_000];
        for (int number = 0; number < millis.length; number++) {
            long start = System.nanoTime();
            engine.number("SELECT count(*) FROM dataset WHERE name = 'table_" + number + "'");
            millis[number] = since(start);
        }
        Arrays.sort(millis);
        goals.figure(
                "load %.1f; a SELECT of one row p50 %.2f ms, p95 %.2f ms",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(), at(millis, 0.5), at(millis, 0.95));
    }

    private void bounded(Lineage lineage, Direction direction, List<GraphQuery> queries) {
        List<LineageGraph> answers = queries.stream().map(lineage::graph).toList();
        goals.holds(
                "larger ones %s say that they are not complete".formatted(direction.text()),
                !answers.isEmpty()
                        && answers.stream()
                                .allMatch(answer -> !answer.complete()
                                        && !answer.open().isEmpty()
                                        && answer.nodes().size() <= GraphQuery.USUAL));
        measure("larger, bounded to 1,000 nodes, " + direction.text(), lineage, queries);
    }

    private void measure(String name, Lineage lineage, List<GraphQuery> queries) {
        report(name, WARM, queries, query -> lineage.graph(query).nodes().size());
    }

    /** Asks and says how many nodes the answer has. */
    private interface Question {
        int ask(GraphQuery query) throws Exception;
    }

    private void overHttp(List<GraphQuery> queries) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(folder, folder)) {
            report(
                    "about 1,000 nodes over HTTP",
                    WARM_SERVICE,
                    queries,
                    query -> service.call("GET", path(query), "").path("nodes").size());
            double[] millis = LongHistory.events(service);
            goals.figure(
                    "an event of a job that has read 100,000 datasets, over HTTP: p50 %.1f ms, p95 %.1f ms",
                    at(millis, 0.5), at(millis, 0.95));
        }
    }

    /** The 1,000 datasets with a personal column and the 334 that are said to be personal. */
    private void inventory(EngineUnderLoad engine) {
        CatalogReader catalog = engine.catalog();
        double[] millis = new double[20];
        int datasets = 0;
        for (int number = -WARM; number < millis.length; number++) {
            long start = System.nanoTime();
            datasets = catalog.personal(DatasetScope.ALL).size();
            if (number >= 0) {
                millis[number] = since(start);
            }
        }
        Arrays.sort(millis);
        goals.figure(
                "the inventory of %,d personal datasets: p50 %.1f ms, max %.1f ms",
                datasets, at(millis, 0.5), millis[millis.length - 1]);
    }

    private static String path(GraphQuery query) {
        return "/api/v1/lineage?dataset=%s&direction=%s&depth=%d&limit=%d"
                .formatted(
                        URLEncoder.encode(query.start().getFirst(), StandardCharsets.UTF_8),
                        query.direction().text(),
                        query.depth(),
                        query.limit());
    }

    private void report(String name, int warm, List<GraphQuery> queries, Question question) {
        if (queries.isEmpty()) {
            goals.holds(name + ": there are some", false);
            return;
        }
        double[] millis = new double[queries.size() * ROUNDS];
        int[] nodes = new int[queries.size()];
        for (int round = -warm; round < ROUNDS; round++) {
            for (int number = 0; number < queries.size(); number++) {
                long start = System.nanoTime();
                nodes[number] = asked(question, queries.get(number));
                if (round >= 0) {
                    millis[round * queries.size() + number] = since(start);
                }
            }
        }
        Arrays.sort(millis);
        Arrays.sort(nodes);
        goals.figure(
                "%s: %d starts, %d to %d nodes, depth to %d; p50 %.1f ms, max %.1f ms",
                name,
                queries.size(),
                nodes[0],
                nodes[nodes.length - 1],
                queries.stream().mapToInt(GraphQuery::depth).max().orElse(0),
                at(millis, 0.5),
                millis[millis.length - 1]);
        goals.atMost(name + ", p95", at(millis, 0.95), MILLIS, "ms");
    }

    private static int asked(Question question, GraphQuery query) {
        try {
            return question.ask(query);
        } catch (Exception e) {
            throw new IllegalStateException("a query failed", e);
        }
    }

    private static double since(long start) {
        return (double) (System.nanoTime() - start) / 1e6;
    }

    private static double at(double[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(part * sorted.length))];
    }
}
