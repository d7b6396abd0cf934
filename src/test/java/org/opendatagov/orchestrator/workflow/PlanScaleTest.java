package org.opendatagov.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanScaleTest {
    private static final int TASKS = 1_000;

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
    void a_thousand_tasks_are_read_whatever_depends_on_what(Shape shape) {
        Plan plan = Definitions.reader().read(definition(shape), "");

        assertThat(plan.tasks()).hasSize(TASKS);
        assertThat(plan.ancestors("task_999")).contains("task_0");
    }
}
