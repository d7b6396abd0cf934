package org.opendatagov.orchestrator.workflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;

/** DAGs of many shapes, the same for the same seed. */
final class RandomDags {
    private static final List<Object> VALUES = List.of(
            "plain",
            "${inputs.file}",
            "$${literal}",
            "yes",
            "12:30",
            "1e3",
            "2024-01-01",
            "",
            " padded ",
            "{{x}}",
            "a: b # c",
            "é\uD83D\uDE00\n\ttail",
            0L,
            -7L,
            Long.MAX_VALUE,
            0.5,
            1.0E10,
            -1.0E-7,
            true,
            List.of("x", 1L, List.of()),
            Map.of("k", List.of(Map.of())));

    private final Random random;

    RandomDags(long seed) {
        this.random = new Random(seed);
    }

    /** A plan of any shape with up to so many tasks, their members chosen at random. */
    Plan plan(int most) {
        int size = 1 + random.nextInt(most);
        List<PlanTask> tasks = new ArrayList<>();
        BiPredicate<Integer, Integer> shape = shape(size);
        List<Integer> order = shuffled(size);
        for (int number = 0; number < size; number++) {
            Set<String> dependencies = new LinkedHashSet<>();
            for (int earlier = 0; earlier < number; earlier++) {
                if (shape.test(earlier, number)) {
                    dependencies.add("t" + order.get(earlier));
                }
            }
            tasks.add(task("t" + order.get(number), dependencies));
        }
        Collections.shuffle(tasks, random);
        Optional<Duration> timeout = random.nextBoolean()
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(1 + random.nextInt(100_000_000)));
        return new Plan("w", random.nextBoolean() ? "A workflow" : "", tasks, timeout);
    }

    private List<Integer> shuffled(int size) {
        List<Integer> order = new ArrayList<>();
        for (int number = 0; number < size; number++) {
            order.add(number);
        }
        Collections.shuffle(order, random);
        return order;
    }

    private BiPredicate<Integer, Integer> shape(int size) {
        int width = 1 + random.nextInt(5);
        double density = random.nextDouble();
        return switch (random.nextInt(7)) {
            case 0 -> (from, to) -> to == from + 1; // a chain
            case 1 -> (from, to) -> from == 0; // a fan
            case 2 -> (from, to) -> (from == 0) != (to == size - 1); // a diamond
            case 3 -> (from, to) -> to / width == from / width + 1; // layers, each joined wholly
            case 4 -> (from, to) -> to / 2 == from / 2 + 1 && !(from % 2 == 1 && to % 2 == 0); // a string of Ns
            case 5 -> (from, to) -> (to - 1) / 2 == from; // a tree
            default -> (from, to) -> random.nextDouble() < density; // whatever comes
        };
    }

    private PlanTask task(String id, Set<String> dependencies) {
        Optional<String> forEach = random.nextInt(4) == 0 ? Optional.of("inputs.list") : Optional.empty();
        return new PlanTask(
                id,
                work(),
                random.nextBoolean() ? Optional.of(inputs()) : Optional.empty(),
                dependencies,
                random.nextInt(3) == 0 ? Optional.of("inputs.x > 1 && 'a: # b' != inputs.y") : Optional.empty(),
                forEach,
                forEach.isPresent() ? 1 + random.nextInt(20) : PlanTask.DEFAULT_CONCURRENCY,
                Optional.empty(),
                Optional.empty(),
                duration(PlanTask.DEFAULT_TIMEOUT),
                new RetryPolicy(1 + random.nextInt(5), duration(RetryPolicy.DEFAULT.backoff())),
                List.of(OnFailure.FAIL, OnFailure.SKIP_DEPENDENTS, OnFailure.CONTINUE)
                        .get(random.nextInt(3)),
                0);
    }

    private Work work() {
        return switch (random.nextInt(5)) {
            case 0 -> new Work.TaskRoute("notify_owner");
            case 1 -> new Work.SubWorkflow("onboard_dataset");
            case 2 -> new Work.Approval();
            case 3 -> new Work.ExpertAction("", "detect_pii");
            default -> new Work.ExpertAction("SecurityExpert", "detect_pii");
        };
    }

    private Map<String, Object> inputs() {
        Map<String, Object> inputs = new LinkedHashMap<>();
        for (int number = random.nextInt(4); number > 0; number--) {
            inputs.put("in" + number, VALUES.get(random.nextInt(VALUES.size())));
        }
        return inputs;
    }

    private Duration duration(Duration usual) {
        return switch (random.nextInt(5)) {
            case 0 -> Duration.ofMillis(1 + random.nextInt(5_000));
            case 1 -> Duration.ofSeconds(1 + random.nextInt(5_000));
            case 2 -> Duration.ofMinutes(1 + random.nextInt(5_000));
            case 3 -> Duration.ofNanos(1 + random.nextInt(5_000));
            default -> usual;
        };
    }
}
