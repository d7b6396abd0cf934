package org.opendatagov.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanScaleTest {
    private static final int TASKS = 1_000;
    private static final int LIMIT_MILLIS = 50;

    /** Which tasks a task depends on. */
    enum Shape {
        CHAIN,
        WIDE,
        LAYERS,
        DENSE;

        IntStream dependencies(int number) {
            return switch (this) {
                case CHAIN -> IntStream.range(Math.max(0, number - 1), number);
                case WIDE -> number == 0 ? IntStream.empty() : IntStream.of(0);
                case LAYERS -> IntStream.range(Math.max(0, number / 20 * 20 - 20), number / 20 * 20);
                case DENSE -> IntStream.range(0, number);
            };
        }
    }

    private static Map<String, Object> definition(Shape shape) {
        List<Object> tasks = new ArrayList<>();
        for (int number = 0; number < TASKS; number++) {
            Map<String, Object> task = new HashMap<>(Map.of("id", "task_" + number, "action", "detect_pii"));
            List<String> dependencies = shape.dependencies(number)
                    .mapToObj(other -> "task_" + other)
                    .toList();
            task.put("depends_on", dependencies);
            if (!dependencies.isEmpty()) {
                task.put("inputs", Map.of("file_path", "${tasks.task_0.result.file_" + number + "}"));
                task.put("when", "tasks.task_0.result.rows > " + number % 50);
            }
            tasks.add(task);
        }
        return Map.of("workflow_id", "w", "tasks", tasks);
    }

    @ParameterizedTest
    @EnumSource
    void a_thousand_tasks_are_validated_within_the_limit(Shape shape) {
        Map<String, Object> definition = definition(shape);
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 30 && best > LIMIT_MILLIS; round++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            Plan plan = Definitions.reader().read(definition, "");
            best = Math.min(best, (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1_000_000);
            assertThat(plan.ancestors("task_999")).contains("task_0");
        }
        System.out.println(shape + ": 1,000 tasks validated in " + best + " ms of a thread's time");
        assertThat(best).isLessThanOrEqualTo(LIMIT_MILLIS);
    }
}
