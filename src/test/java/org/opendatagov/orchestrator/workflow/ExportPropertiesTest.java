package org.opendatagov.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.opendatagov.orchestrator.workflow.Known.KnownAction;

class ExportPropertiesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Actions that take any input. */
    private static final Known OPEN = new Known() {
        @Override
        public Set<String> experts() {
            return Definitions.KNOWN.experts();
        }

        @Override
        public Set<String> actions() {
            return Definitions.KNOWN.actions();
        }

        @Override
        public Optional<KnownAction> action(String name) {
            return Definitions.KNOWN.action(name).map(action -> new KnownAction(action.expert(), Map.of()));
        }

        @Override
        public Set<String> taskRoutes() {
            return Definitions.KNOWN.taskRoutes();
        }

        @Override
        public Set<String> workflows() {
            return Definitions.KNOWN.workflows();
        }
    };

    @Property(tries = 300)
    void a_plan_written_as_a_route_reads_back_to_equal_tasks_and_edges(@ForAll long seed) {
        Plan plan = new RandomDags(seed).plan(24);
        Plan back = TemplateReader.read(RouteExport.yaml(plan), "w.camel.yaml", OPEN)
                .plan();
        assertThat(back.workflow()).isEqualTo(plan.workflow());
        assertThat(back.description()).isEqualTo(plan.description());
        assertThat(back.timeout()).isEqualTo(plan.timeout());
        assertThat(back.reducedEdges()).containsExactlyInAnyOrderElementsOf(plan.reducedEdges());
        assertThat(bare(back)).isEqualTo(bare(plan));
        plan.tasks().forEach(task -> assertThat(back.ancestors(task.id())).isEqualTo(plan.ancestors(task.id())));
    }

    @Property(tries = 300)
    void a_plan_written_as_a_definition_reads_back_to_equal_tasks_and_dependencies(@ForAll long seed) throws Exception {
        Plan plan = new RandomDags(seed).plan(24);
        String text = JSON.writeValueAsString(DefinitionExport.json(plan));
        Map<String, Object> definition = JSON.readValue(text, new TypeReference<>() {});
        DefinitionReader reader = new DefinitionReader(OPEN, 1_000);
        Plan back = reader.read(definition, "");
        assertThat(back.timeout()).isEqualTo(plan.timeout());
        assertThat(back.tasks()).isEqualTo(plan.tasks());
        assertThat(back.edges()).isEqualTo(plan.edges());
        assertThat(back.levels()).isEqualTo(plan.levels());
        assertThat(reader.readYaml(text, "").tasks()).isEqualTo(plan.tasks());
    }

    @Property(tries = 300)
    void levels_and_ancestors_are_those_of_the_dependencies(@ForAll long seed) {
        Plan plan = new RandomDags(seed).plan(30);
        Set<String> placed = new HashSet<>();
        for (List<String> level : plan.levels()) {
            for (String id : level) {
                Set<String> expected = new HashSet<>();
                PlanTask task = plan.task(id).orElseThrow();
                assertThat(placed).containsAll(task.dependsOn());
                task.dependsOn().forEach(dependency -> {
                    expected.add(dependency);
                    expected.addAll(plan.ancestors(dependency));
                });
                assertThat(plan.ancestors(id)).isEqualTo(expected);
            }
            placed.addAll(level);
        }
        assertThat(placed).hasSize(plan.tasks().size());
    }

    /** The schema that Camel ships, and by which Kaoto and other editors open a file. */
    private static final JsonSchema CAMEL = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
            .getSchema(Objects.requireNonNull(
                    ExportPropertiesTest.class.getResourceAsStream("/schema/camelYamlDsl.json")));

    @Property(tries = 100)
    void a_plan_written_as_a_route_is_what_editors_of_camel_routes_open(@ForAll long seed) throws Exception {
        String route = RouteExport.yaml(new RandomDags(seed).plan(24));
        JsonNode tree = new ObjectMapper(new YAMLFactory()).readTree(route);

        assertThat(CAMEL.validate(tree)).isEmpty();
    }

    @Example
    void an_N_is_written_as_one_multicast_with_dependencies() {
        String yaml = RouteExport.yaml(Definitions.read("""
                workflow_id: n
                tasks:
                  - { id: a, action: detect_pii }
                  - { id: b, action: detect_pii }
                  - { id: c, action: detect_pii, depends_on: [a] }
                  - { id: d, action: detect_pii, depends_on: [a, b] }
                """));
        assertThat(yaml)
                .containsOnlyOnce("multicast")
                .doesNotContain("pipeline")
                .contains("dependsOn: a,b");
    }

    @Example
    void a_diamond_is_written_nested() {
        String yaml = RouteExport.yaml(Definitions.read("""
                workflow_id: diamond
                tasks:
                  - { id: a, action: detect_pii }
                  - { id: b, action: detect_pii, depends_on: [a] }
                  - { id: c, action: detect_pii, depends_on: [a] }
                  - { id: d, action: detect_pii, depends_on: [a, b, c] }
                """));
        assertThat(yaml).containsOnlyOnce("multicast").doesNotContain("dependsOn");
    }

    /** Without line and dependencies, by id. */
    private static List<PlanTask> bare(Plan plan) {
        return plan.tasks().stream()
                .sorted(Comparator.comparing(PlanTask::id))
                .map(task -> new PlanTask(
                        task.id(),
                        task.work(),
                        task.inputs(),
                        new LinkedHashSet<>(),
                        task.when(),
                        task.forEach(),
                        task.concurrency(),
                        task.key(),
                        task.group(),
                        task.timeout(),
                        task.retry(),
                        task.onFailure(),
                        0))
                .toList();
    }
}
