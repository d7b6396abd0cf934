package org.opendatagov.orchestrator.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What the three workflows cost at the default models' prices on sample data, by the tokens of the real prompts, and a mixed, repeated workload
 * with the cache on: the real service in a JVM of its own, its models a double that counts tokens.
 */
final class ModelCostBenchmark {
    private static final double WORKFLOW_USD = 0.2;
    private static final double MIXED_USD = 500;
    private static final int SCALE = 10_000;
    private static final double HITS_PERCENT = 40;
    private static final int DATASETS = 24;
    private static final int ROWS = 400;

    private final Goals goals = new Goals();
    private final ServiceProcess service;
    private final Path files;

    private ModelCostBenchmark(ServiceProcess service, Path files) {
        this.service = service;
        this.files = files;
    }

    /** @param arguments how many runs of the mixed workload are made; 150 where there is none */
    public static void main(String[] arguments) throws Exception {
        int runs = arguments.length == 0 ? 150 : Integer.parseInt(arguments[0]);
        Path folder = Path.of(
                "target", "bench", "model-cost-" + ProcessHandle.current().pid());
        Path files = Files.createDirectories(folder.resolve("files"));
        int status;
        try (ModelDouble provider = ModelDouble.counting();
                ServiceProcess service = ServiceProcess.start(folder, files, settings(provider))) {
            ModelCostBenchmark benchmark = new ModelCostBenchmark(service, files);
            benchmark.workflows();
            benchmark.mixed(runs);
            status = benchmark.goals.status();
        }
        System.exit(status);
    }

    private static String[] settings(ModelDouble provider) {
        List<String> options =
                new ArrayList<>(List.of("-Xmx1g", "-Dorchestrator.budgets.month=0", "-Dorchestrator.budgets.run=0"));
        provider.settings().forEach(setting -> options.add("-D" + setting));
        return options.toArray(String[]::new);
    }

    private void workflows() throws Exception {
        Path sample = copy("samples/customer_transactions.parquet");
        cost("onboard_dataset", Map.of("file_path", sample.toString()));
        cost(
                "troubleshoot_pipeline",
                Map.of(
                        "event_log",
                        copy("src/test/resources/spark/skew_by_data.gz").toString(),
                        "expected_duration",
                        "30m"));
        cost("gdpr_audit", Map.of("scope", "all"));
    }

    private Path copy(String file) throws IOException {
        Path source = Path.of(file);
        Path target = files.resolve(source.getFileName());
        return Files.exists(target) ? target : Files.copy(source, target);
    }

    private void cost(String workflow, Map<String, Object> inputs) throws Exception {
        JsonNode run = ended(workflow, inputs);
        String id = run.path("id").asText();
        JsonNode usage = service.call("GET", "/api/v1/usage?by=task&run=" + id, "");
        goals.atMost(workflow + ": models", run.path("cost_usd").asDouble(), WORKFLOW_USD, "USD");
        for (JsonNode line : usage.path("lines")) {
            goals.figure(
                    "  %-24s %d calls, %6d tokens in, %5d out, %.4f USD",
                    line.path("key").asText().replaceFirst(".*/", ""),
                    line.path("calls").asLong(),
                    line.path("input_tokens").asLong(),
                    line.path("output_tokens").asLong(),
                    line.path("cost_usd").asDouble());
        }
        if (usage.path("total").path("calls").asLong() == 0) {
            throw new IllegalStateException("no model was asked by " + workflow);
        }
    }

    private JsonNode ended(String workflow, Map<String, Object> inputs) throws Exception {
        JsonNode run = service.call(
                "POST",
                "/api/v1/runs?wait=60s",
                new com.fasterxml.jackson.databind.ObjectMapper()
                        .writeValueAsString(Map.of("workflow", workflow, "inputs", inputs)));
        if (!run.path("status").asText().equals("succeeded")) {
            throw new IllegalStateException(workflow + " did not succeed: " + run);
        }
        return run;
    }

    /** Four runs of five onboard one of the datasets, drawn anew each time; the others troubleshoot or audit. */
    private void mixed(int runs) throws Exception {
        List<Path> datasets = new ArrayList<>();
        for (int number = 0; number < DATASETS; number++) {
            datasets.add(table(number));
        }
        JsonNode before = total();
        Random random = new Random(11);
        for (int number = 0; number < runs; number++) {
            switch (random.nextInt(10)) {
                case 0 ->
                    ended(
                            "troubleshoot_pipeline",
                            Map.of(
                                    "event_log",
                                    copy("src/test/resources/spark/skew_by_data.gz")
                                            .toString()));
                case 1 -> ended("gdpr_audit", Map.of("scope", "all"));
                default ->
                    ended(
                            "onboard_dataset",
                            Map.of(
                                    "file_path",
                                    datasets.get(random.nextInt(DATASETS)).toString()));
            }
        }
        JsonNode after = total();
        double usd = after.path("cost_usd").asDouble() - before.path("cost_usd").asDouble();
        long calls = after.path("calls").asLong() - before.path("calls").asLong();
        long cached = after.path("cached_calls").asLong()
                - before.path("cached_calls").asLong();
        goals.figure(
                "%d mixed runs over %d datasets: %d calls, %d from the cache, %.3f USD",
                runs, DATASETS, calls, cached, usd);
        goals.atMost("10,000 runs at the same cost a run", usd / runs * SCALE, MIXED_USD, "USD");
        goals.atLeast("answers from the cache", 100.0 * cached / Math.max(1, calls + cached), HITS_PERCENT, "%");
    }

    private JsonNode total() throws Exception {
        return service.call("GET", "/api/v1/usage", "").path("total");
    }

    /** Invented customers, others in each file. */
    private Path table(int number) throws IOException {
        Random random = new Random(number);
        StringBuilder text = new StringBuilder("customer_no,email,city,amount_" + number + ",status\n");
        for (int row = 0; row < ROWS; row++) {
            text.append("%d,p%d@example.org,%s,%d.%02d,%s%n"
                    .formatted(
                            row,
                            random.nextInt(1_000_000),
                            List.of("Berlin", "Paris", "Lisbon", "Oslo").get(random.nextInt(4)),
                            random.nextInt(900),
                            random.nextInt(100),
                            random.nextBoolean() ? "open" : "paid"));
        }
        return Files.writeString(files.resolve("customers_" + number + ".csv"), text);
    }
}
