package org.opendatagov.orchestrator.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.opendatagov.orchestrator.engine.RunRequest;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.engine.TestExperts;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;
import org.opendatagov.orchestrator.model.ModelAnswer;
import org.opendatagov.orchestrator.model.ModelCall;
import org.opendatagov.orchestrator.model.Models;
import org.opendatagov.orchestrator.support.ScriptedService;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What the way to a model adds to the provider's own time, and 100 runs at once before a provider that takes 2 s: the whole service on its
 * embedded PostgreSQL with scripted experts, its models a double on loopback.
 */
final class ModelBenchmark {
    private static final int WARM = 3_000;
    private static final int CALLS = 1_000;
    private static final double OVERHEAD_MILLIS = 10;
    private static final int RUNS = 100;
    /** With five, two fifths of the CPU of what is measured was still the JVM's compiler. */
    private static final int WARM_ROUNDS = 25;

    private static final Duration SLOW = Duration.ofSeconds(2);

    /** Schema, security, compliance: the longest way through onboarding. */
    private static final int DEPTH = 3;

    private static final double OVER_PATH = 1.2;
    private static final Path FILES = Path.of("target", "bench", "model-files");
    private static final String SCHEMA =
            "{\"type\": \"object\", \"required\": [\"summary\"], \"properties\": {\"summary\": {\"type\": \"array\"}}}";

    private final Goals goals = new Goals();
    private final ModelDouble provider;
    private final ConfigurableApplicationContext service;

    private ModelBenchmark(ModelDouble provider, ConfigurableApplicationContext service) {
        this.provider = provider;
        this.service = service;
    }

    public static void main(String[] arguments) throws Exception {
        Files.createDirectories(FILES);
        int status;
        try (ModelDouble provider = ModelDouble.quick();
                ConfigurableApplicationContext service = start(provider)) {
            ModelBenchmark benchmark = new ModelBenchmark(provider, service);
            benchmark.overhead();
            benchmark.slowProvider();
            status = benchmark.goals.status();
        }
        System.exit(status);
    }

    private static ConfigurableApplicationContext start(ModelDouble provider) {
        List<String> settings = new ArrayList<>(List.of(
                "orchestrator.data-dir="
                        + Path.of(
                                "target",
                                "bench",
                                "models-" + ProcessHandle.current().pid()),
                "orchestrator.triggers.enabled=false",
                "orchestrator.datasets.allowed-folders=" + FILES,
                "orchestrator.budgets.month=1000000",
                "orchestrator.budgets.run=1000",
                "logging.level.root=warn",
                "spring.main.banner-mode=off"));
        settings.addAll(provider.settings());
        return new SpringApplicationBuilder(ScriptedService.class)
                .web(WebApplicationType.NONE)
                .run(settings.stream().map(setting -> "--" + setting).toArray(String[]::new));
    }

    /** Calls one after another, each question new: nothing comes from the cache. */
    private void overhead() {
        Models models = service.getBean(Models.class);
        for (int number = 0; number < WARM; number++) {
            ask(models, number);
        }
        provider.latency(Duration.ofMillis(20));
        provider.times();
        double[] whole = new double[CALLS];
        for (int number = 0; number < CALLS; number++) {
            long start = System.nanoTime();
            ask(models, WARM + number);
            whole[number] = (System.nanoTime() - start) / 1e6;
        }
        List<Long> own = provider.times();
        double[] added = new double[CALLS];
        for (int number = 0; number < CALLS; number++) {
            added[number] = whole[number] - own.get(number) / 1e6;
        }
        Arrays.sort(added);
        goals.atMost("added to the provider's time a call, p95", added[CALLS * 95 / 100], OVERHEAD_MILLIS, "ms");
        goals.figure(
                "  p50 %.2f ms, p99 %.2f ms, most %.1f ms over %d calls of a provider that takes 20 ms",
                added[CALLS / 2], added[CALLS * 99 / 100], added[CALLS - 1], CALLS);
    }

    private static void ask(Models models, int number) {
        ModelAnswer answer = models.ask(new ModelCall(
                UUID.randomUUID(),
                "task",
                "QualityExpert",
                "bench",
                "",
                "bench@1",
                "Judge.",
                "{\"evidence\":\"e.1\"} Question " + number + " " + "of some length ".repeat(200),
                SCHEMA,
                Instant.now().plusSeconds(30)));
        if (!(answer instanceof ModelAnswer.Answered)) {
            throw new IllegalStateException("not answered: " + answer);
        }
    }

    private void slowProvider() throws Exception {
        service.getBean(TestExperts.class).all(ModelBenchmark::report);
        provider.latency(Duration.ofMillis(5));
        for (int round = 0; round < WARM_ROUNDS; round++) {
            together(RUNS, "warm" + round + "-");
        }
        provider.times();
        provider.latency(SLOW);
        Queue<Double> seconds = together(RUNS, "measured");
        double[] sorted =
                seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double path = DEPTH * SLOW.toMillis() / 1e3;
        goals.atMost("100 runs at once, p95 by critical path", sorted[RUNS * 95 / 100] / path, OVER_PATH, "times");
        goals.figure(
                "  p50 %.2f s, p95 %.2f s, most %.2f s; critical path %.0f s; %d calls",
                sorted[RUNS / 2],
                sorted[RUNS * 95 / 100],
                sorted[RUNS - 1],
                path,
                provider.times().size());
    }

    private Queue<Double> together(int count, String name) throws Exception {
        Runs runs = service.getBean(Runs.class);
        Queue<Double> seconds = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            String file = Files.writeString(FILES.resolve(name + number + ".csv"), "a,b\n1,2\n")
                    .toString();
            threads.add(Thread.startVirtualThread(() -> seconds.add(run(runs, file))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (seconds.size() != count) {
            throw new IllegalStateException("only " + seconds.size() + " of " + count + " runs ended well");
        }
        return seconds;
    }

    private static double run(Runs runs, String file) {
        long start = System.nanoTime();
        UUID id = runs.submit(new RunRequest("onboard_dataset", Map.of("file_path", file), Optional.empty()))
                .runId();
        RunView ended = runs.await(id, Duration.ofMinutes(2));
        if (!ended.status().text().equals("succeeded")) {
            throw new IllegalStateException(
                    "run " + id + " is " + ended.status().text() + ": " + ended.reason());
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** What an expert found, in a report of a usual size; of each run another one, so that no answer is known already. */
    private static ExpertReport report(ExpertRequest request) {
        Findings findings = new Findings();
        String file = String.valueOf(request.inputs().get("file_path"));
        for (int number = 0; number < 10; number++) {
            Subject subject = Subject.ofColumn(file, "column_" + number);
            String id = findings.evidence(
                    "e." + number, "figures", subject, "What was counted of the column", Map.of("nulls", number * 7));
            findings.rule(
                    Severity.LOW,
                    "Column 'column_" + number + "' has missing values",
                    "Of all values " + number * 7 + " are missing in " + file + ".",
                    subject,
                    1,
                    id,
                    "Ask its owner why.",
                    "rule-" + number);
        }
        return new ExpertReport(
                "done " + request.taskId(),
                findings.findings(),
                findings.evidence(),
                Map.of("task", request.taskId()),
                Map.of(),
                Map.of());
    }
}
