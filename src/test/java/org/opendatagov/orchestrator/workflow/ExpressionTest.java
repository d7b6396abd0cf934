package org.opendatagov.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

class ExpressionTest {
    private static final Map<String, Object> VARIABLES = variables();

    private static Map<String, Object> variables() {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("count", 3);
        inputs.put("ratio", 2.5f);
        inputs.put("nothing", null);
        inputs.put("email", "jane@example.com");
        inputs.put("list", Arrays.asList(1, 2.5, null, Map.of("n", 4)));
        inputs.put("many", Collections.nCopies(50_000, "x"));
        return Map.of(
                "inputs",
                inputs,
                "tasks",
                Map.of("scan", Map.of("result", Map.of("rows", 12, "keys", List.of("a", "b")), "status", "succeeded")),
                "item",
                Map.of("id", 7),
                "index",
                2);
    }

    private static @Nullable Object value(String text) {
        return Expression.compile(text).evaluate(VARIABLES);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    tasks.scan.result.rows >= 10        | true
                    tasks.scan.result.rows >= 10.5      | true
                    inputs.ratio > 2                    | true
                    inputs.count + 1                    | 4
                    inputs.nothing == null              | true
                    tasks.scan.status == 'succeeded'    | true
                    has(tasks.scan.result.columns)      | false
                    size(tasks.scan.result.keys)        | 2
                    tasks['scan'].result.keys[1]        | b
                    item.id + index                     | 9
                    inputs.list[3].n                    | 4
                    'a-b'.split('-').join('+')          | a+b
                    math.greatest(1, 2.5)               | 2.5
                    inputs.list.exists(x, x == 2.5)     | true
                    [3, 1, 2].sort()[0]                 | 1
                    'ABC'.lowerAscii()                  | abc
                    """)
    void an_expression_gives_its_value(String text, String expected) {
        assertThat(String.valueOf(value(text))).isEqualTo(expected);
    }

    @Test
    void values_are_plain_JSON_with_Long_and_Double_alone() {
        assertThat(value("inputs.list")).isEqualTo(Arrays.asList(1L, 2.5, null, Map.of("n", 4L)));
        assertThat(value("inputs.nothing")).isNull();
        assertThat(value("{'a': [inputs.ratio, inputs.count]}")).isEqualTo(Map.of("a", List.of(2.5, 3L)));
        assertThat(value("duration('90s')")).isEqualTo("PT1M30S");
    }

    @Test
    void what_an_expression_reads_is_known_before_it_is_evaluated() {
        Expression expression = Expression.compile(
                "${tasks.a.result.x.map(v, v + tasks['b'].result.y) == [inputs.p] && has(tasks.c.result.z) && index > item.n}");
        assertThat(expression.tasks()).containsExactly("a", "b", "c");
        assertThat(expression.inputs()).containsExactly("p");
        assertThat(expression.usesItem()).isTrue();
        assertThat(expression.usesIndex()).isTrue();
        assertThat(Expression.compile("[1].exists(item, item == 1)").usesItem()).isFalse();
        assertThat(Expression.compile("[[1]].exists(inputs, inputs[0] == 1)").inputs())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tasks",
                "size(tasks)",
                "tasks[inputs.email].result",
                "tasks.map(t, t)",
                "tasks.scan.output",
                "'a' in tasks"
            })
    void a_task_is_read_by_name_and_by_result_or_status_alone(String text) {
        assertThatThrownBy(() -> Expression.compile(text))
                .isInstanceOfSatisfying(
                        OrchestratorException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.code())
                                .containsExactly("bad_reference"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1 +",
                "foo.bar",
                "inputs.a +* 2",
                "'open",
                "1 + 'a'",
                "file('/etc/passwd')",
                "inputs.a} and ${inputs.b"
            })
    void what_is_no_CEL_is_a_bad_expression(String text) {
        assertThatThrownBy(() -> Expression.compile(text)).isInstanceOfSatisfying(OrchestratorException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT);
            assertThat(e.problems()).extracting(problem -> problem.code()).containsExactly("bad_expression");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    tasks.scan.result.columns            | 'columns' is missing
                    tasks.scan.result.columns.size() > 1 | 'columns' is missing
                    tasks.other.result                   | 'other' is missing
                    inputs.nothing.more                  | 'more' is asked of what has no members
                    inputs.email + 1                     | types that it does not take
                    inputs.count / 0                     | divides by zero
                    inputs.list[9]                       | outside its list
                    int(inputs.email)                    | form that a conversion expects
                    9223372036854775807 + inputs.count   | too large
                    inputs[inputs.email]                 | a member is missing
                    """)
    void a_failed_evaluation_says_why_and_quotes_no_data(String text, String reason) {
        assertThatThrownBy(() -> value(text)).isInstanceOfSatisfying(OrchestratorException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.BAD_REFERENCE);
            assertThat(e.code().retryable()).isFalse();
            assertThat(e.text()).contains(text, reason).doesNotContain("jane").doesNotContain("example.com");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inputs.many.map(x, inputs.many.map(y, y))",
                "inputs.many.map(x, inputs.many.reverse())",
                "inputs.many.map(x, inputs.many + inputs.many)",
                "inputs.many.filter(x, 'z' in inputs.many)",
                "lists.range(1000000000)",
                "['aaaaaaaaaa'].map(a, a + a + a + a + a + a + a + a + a + a).map(a, a.replace('a', a)).map(a, a.replace('a', a))"
                        + ".map(a, a.replace('a', a)).map(a, a.replace('a', a))",
                "inputs.many.map(x, inputs.many.join(',')).join(',')",
                "inputs.many.map(x, inputs.many).flatten()",
                "inputs.many.map(x, inputs.many.join('')).exists(x, x.matches('(x+x+)+y'))"
            })
    void an_evaluation_that_would_never_end_or_fill_the_memory_is_given_up(String text) {
        assertThatThrownBy(() -> value(text))
                .isInstanceOfSatisfying(
                        OrchestratorException.class,
                        e -> assertThat(e.text()).containsAnyOf("too much work", "rounds"));
    }

    @Test
    void hostile_texts_are_refused_without_a_stack_overflow() {
        for (String text : List.of(
                "(".repeat(4_000) + "1" + ")".repeat(4_000),
                "1" + "+1".repeat(4_000),
                "[".repeat(9_999),
                "inputs" + ".a".repeat(4_900) + " == 1",
                "x".repeat(10_000_000))) {
            assertThatThrownBy(() -> Expression.compile(text))
                    .isInstanceOfSatisfying(
                            OrchestratorException.class,
                            e -> assertThat(e.text()).hasSizeLessThan(2_000));
        }
    }

    @Test
    void a_plain_path_gives_the_same_as_CEL() {
        for (String path :
                List.of("inputs.count", "inputs.list", "tasks.scan.result.rows", "tasks.scan.status", "item.id")) {
            assertThat(value(path)).isEqualTo(value("[" + path + "][0]")).isNotNull();
        }
    }

    @Test
    void a_condition_must_be_true_or_false() {
        assertThat(Expression.compile("inputs.count > 2").holds(VARIABLES)).isTrue();
        assertThatThrownBy(() -> Expression.compile("inputs.email").holds(VARIABLES))
                .isInstanceOfSatisfying(
                        OrchestratorException.class,
                        e -> assertThat(e.text())
                                .contains("must be true or false")
                                .doesNotContain("jane"));
    }

    @Test
    void references_keep_their_type_however_deep_and_other_strings_are_literal() {
        Map<String, Object> inputs = Map.of(
                "path",
                "${inputs.email}",
                "deep",
                Map.of("rows", List.of("${tasks.scan.result.rows}", "about ${inputs.count}")),
                "escaped",
                "$${inputs.count}",
                "number",
                5L);
        assertThat(References.resolve(inputs, VARIABLES))
                .isEqualTo(Map.of(
                        "path",
                        "jane@example.com",
                        "deep",
                        Map.of("rows", List.of(12L, "about ${inputs.count}")),
                        "escaped",
                        "${inputs.count}",
                        "number",
                        5L));
    }

    @Test
    void many_threads_share_an_expression() throws Exception {
        Expression expression = Expression.compile("item * 2 + size(inputs.list)");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<@Nullable Object>> values = new ArrayList<>();
            for (int number = 0; number < 2_000; number++) {
                Map<String, Object> variables = Map.of("item", number, "inputs", Map.of("list", List.of(1)));
                values.add(threads.submit(() -> expression.evaluate(variables)));
            }
            for (int number = 0; number < values.size(); number++) {
                assertThat(values.get(number).get()).isEqualTo(number * 2L + 1);
            }
        }
    }

    @Test
    void simple_conditions_are_evaluated_two_hundred_thousand_times_a_second() {
        Expression expression = Expression.compile("tasks.scan.result.rows >= 10 && tasks.scan.status == 'succeeded'");
        double best = IntStream.range(0, 8)
                .mapToDouble(round -> perSecond(expression))
                .max()
                .orElseThrow();
        assertThat(best).isGreaterThan(200_000);
    }

    /** By the thread's own time: other work of the machine does not count. */
    private static double perSecond(Expression expression) {
        int times = 50_000;
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int time = 0; time < times; time++) {
            expression.holds(VARIABLES);
        }
        return times * 1e9 / (threads.getCurrentThreadCpuTime() - start);
    }
}
