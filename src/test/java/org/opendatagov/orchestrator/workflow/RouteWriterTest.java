package org.opendatagov.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouteWriterTest {
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Pipeline pipeline = new Pipeline();

    /** Records what the route asks for. */
    public static final class Pipeline {
        final Queue<String> calls = new ConcurrentLinkedQueue<>();
        final AtomicInteger rounds = new AtomicInteger();
        int branch;

        public void task(Exchange exchange) {
            calls.add(exchange.getProperty("OrchestratorTask", String.class));
        }

        public List<String> items(Exchange exchange, String group) {
            calls.add("items " + group);
            return List.of("x", "y", "z");
        }

        public boolean again(Exchange exchange, String group) {
            calls.add("again " + group);
            return rounds.getAndIncrement() < 2;
        }

        public void enter(Exchange exchange, String group) {
            calls.add("enter " + group);
        }

        public void leave(Exchange exchange, String group) {
            calls.add("leave " + group);
        }

        public boolean holds(Exchange exchange, String choice, int number) {
            calls.add("holds " + choice + " " + number);
            return number == branch;
        }

        public void skip(Exchange exchange, String tasks) {
            calls.add("skip " + tasks);
        }
    }

    @BeforeEach
    void start() throws Exception {
        camel.getRegistry().bind("taskGroups", pipeline);
        camel.getRegistry().bind("workflowExecutor", threads);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:engine-task").bean(pipeline, "task");
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
        threads.close();
    }

    private List<String> run(String steps) throws Exception {
        String text =
                "- route:\n    id: w\n    description: What it does\n    from:\n      uri: direct:w\n      steps:\n"
                        + steps.indent(8);
        Template template = TemplateReader.read(text, "w.camel.yaml", Definitions.KNOWN);
        String yaml = new RouteWriter("workflowExecutor").write(template, 3);
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("w.camel.yaml", yaml));
        assertThat(camel.getRoute("w@3").getDescription()).isEqualTo("What it does");
        Exchange exchange = camel.createProducerTemplate()
                .send("direct:w@3", sent -> sent.getIn().setBody("run"));
        assertThat(exchange.getException()).isNull();
        return List.copyOf(pipeline.calls);
    }

    private static String task(String id) {
        return "- to: {uri: kamelet:expert-task-action, parameters: {task: " + id + ", action: detect_pii}}\n";
    }

    private static String grouped(String id) {
        return "- to: {uri: kamelet:route-task-action, parameters: {task: " + id
                + ", uses: notify_owner, key: index, when: 'inputs.a && inputs.b'}}\n";
    }

    private static String cel(String expression) {
        return "expression: {language: {language: cel, expression: \"" + expression + "\"}}\n";
    }

    @Test
    void tasks_run_in_order_and_branches_side_by_side() throws Exception {
        String branches = "- pipeline:\n    steps:\n" + (task("b") + task("c")).indent(6) + task("d");
        List<String> calls =
                run(task("a") + "- log: on the way\n- multicast:\n    steps:\n" + branches.indent(6) + task("e"));
        assertThat(calls)
                .hasSize(5)
                .startsWith("a")
                .endsWith("e")
                .containsSubsequence("b", "c")
                .contains("d");
    }

    @Test
    void all_four_kamelets_are_loaded_with_the_task_alone() throws Exception {
        assertThat(run(task("a")
                        + "- to: {uri: kamelet:route-task-action, parameters: {task: b, uses: notify_owner, inputs: {text: \"${inputs.a + '&{{x}}'}\"}}}\n"
                        + "- to: {uri: kamelet:workflow-action, parameters: {task: c, uses: onboard_dataset, forEach: 'inputs.list', concurrency: 2}}\n"
                        + "- to: {uri: kamelet:approval-action, parameters: {task: d, timeout: 5m}}\n"))
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void a_split_asks_for_its_items_enters_for_each_and_leaves_once() throws Exception {
        List<String> calls = run("- split:\n    id: g\n" + cel("inputs.list").indent(4) + "    steps:\n"
                + grouped("a").indent(6) + task("b"));
        assertThat(calls).startsWith("items g").endsWith("leave g", "b");
        assertThat(calls).filteredOn("enter g"::equals).hasSize(3);
        assertThat(calls).filteredOn("a"::equals).hasSize(3);
    }

    @Test
    void a_loop_asks_before_each_round() throws Exception {
        assertThat(run("- loop:\n    id: l\n" + cel("2").indent(4) + "    steps:\n"
                        + grouped("a").indent(6)))
                .containsExactly("again l", "enter l", "a", "again l", "enter l", "a", "again l", "leave l");
    }

    @Test
    void a_loop_in_a_branch_stays_one_branch() throws Exception {
        String loop = "- loop:\n    id: l\n" + cel("2").indent(4) + "    steps:\n"
                + grouped("a").indent(6);
        List<String> calls = run("- multicast:\n    steps:\n" + (loop + task("b")).indent(6) + task("c"));
        assertThat(calls)
                .containsSubsequence("enter l", "a", "enter l", "a", "again l", "leave l", "c")
                .contains("b");
    }

    private static String choice() {
        return "- choice:\n    id: c\n    when:\n      - " + cel("inputs.n > 1").strip() + "\n        steps:\n"
                + task("a").indent(10) + "      - "
                + cel("inputs.n > 0").strip() + "\n        steps:\n" + (task("b") + task("b2")).indent(10)
                + "    otherwise:\n      steps:\n"
                + task("o").indent(8) + task("e");
    }

    @Test
    void a_choice_takes_one_branch_and_skips_the_tasks_of_the_others() throws Exception {
        pipeline.branch = 1;
        assertThat(run(choice())).containsExactly("holds c 0", "holds c 1", "skip a,o", "b", "b2", "e");
    }

    @Test
    void a_choice_in_which_nothing_holds_takes_its_otherwise() throws Exception {
        pipeline.branch = 9;
        assertThat(run(choice())).containsExactly("holds c 0", "holds c 1", "skip a,b,b2", "o", "e");
    }

    @Test
    void a_filter_that_does_not_hold_skips_its_tasks() throws Exception {
        pipeline.branch = 9;
        assertThat(run("- filter:\n" + cel("inputs.x && inputs.y").indent(4) + "    steps:\n"
                        + task("a").indent(6) + task("b")))
                .containsExactly("holds filter1 0", "skip a", "b");
    }

    @Test
    void a_filter_that_holds_runs_its_tasks() throws Exception {
        assertThat(run("- filter:\n" + cel("inputs.x").indent(4) + "    steps:\n"
                        + task("a").indent(6)))
                .containsExactly("holds filter1 0", "a");
    }

    @Test
    void exported_plans_of_any_shape_start_in_Camel_and_run_each_task_once() throws Exception {
        for (int seed = 0; seed < 40; seed++) {
            Plan plan = new RandomDags(seed).plan(16);
            Template template = TemplateReader.read(RouteExport.yaml(plan), "w.camel.yaml");
            String yaml = new RouteWriter("workflowExecutor").write(template, 100 + seed);
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("w" + seed + ".camel.yaml", yaml));
            pipeline.calls.clear();
            camel.createProducerTemplate().sendBody("direct:w@" + (100 + seed), "run");
            assertThat(pipeline.calls)
                    .containsExactlyInAnyOrderElementsOf(
                            plan.tasks().stream().map(PlanTask::id).toList());
        }
    }
}
