package org.opendatagov.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of {@code routes/} and {@code kamelets/} as they are shipped; that all of them start, {@link FourWaysTest} shows. */
class RoutesTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** A route of a file, or the route of a template. */
    record Shipped(Path file, String id, JsonNode route) {
        @Override
        public String toString() {
            return file + " " + id;
        }
    }

    static List<Shipped> routes() {
        List<Shipped> routes = new ArrayList<>();
        for (Path file : files("routes", ".camel.yaml")) {
            read(file).forEach(root -> {
                JsonNode template = root.path("routeTemplate");
                if (root.has("route")) {
                    routes.add(new Shipped(file, root.at("/route/id").asText(), root.path("route")));
                } else if (template.has("route")) {
                    routes.add(new Shipped(file, template.path("id").asText(), template.path("route")));
                }
            });
        }
        return routes;
    }

    static List<Path> kamelets() {
        return files("kamelets", ".kamelet.yaml");
    }

    private static List<Path> files(String folder, String ending) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new AssertionError(file + " is no YAML", e);
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void a_route_has_an_id_and_a_description_and_says_what_becomes_of_errors(Shipped shipped) {
        assertThat(shipped.id()).matches("[a-z][a-z0-9_-]+");
        assertThat(shipped.route().path("description").asText()).hasSizeBetween(10, 120);
        if (workflow(shipped)) {
            assertThat(shipped.route().has("errorHandler"))
                    .as("a workflow's errors are the engine's")
                    .isFalse();
        } else {
            assertThat(configured(shipped.route()))
                    .as("names an error configuration or says noErrorHandler")
                    .isTrue();
        }
    }

    private static boolean workflow(Shipped shipped) {
        return shipped.file().startsWith(Path.of("routes", "workflows"));
    }

    private static boolean configured(JsonNode route) {
        return configurations().contains(route.path("routeConfigurationId").asText())
                || route.path("errorHandler").has("noErrorHandler");
    }

    private static Set<String> configurations() {
        Set<String> ids = new TreeSet<>();
        files("routes/errors", ".camel.yaml")
                .forEach(file -> ids.addAll(read(file).findValuesAsText("id")));
        return ids;
    }

    @Test
    void no_id_is_given_twice() {
        assertThat(routes()).extracting(Shipped::id).doesNotHaveDuplicates();
    }

    @Test
    void every_folder_of_routes_is_one_that_is_loaded() {
        assertThat(files("routes", ".camel.yaml").stream()
                        .map(file -> file.getName(1).toString())
                        .collect(Collectors.toSet()))
                .isSubsetOf("api", "engine", "errors", "experts", "models", "triggers", "workflows");
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void a_kamelet_says_what_it_is_and_what_each_parameter_means(Path file) {
        JsonNode kamelet = read(file);
        String name = kamelet.at("/metadata/name").asText();
        assertThat(name).matches("[a-z0-9-]+-(source|sink|action)");
        assertThat(file).hasFileName(name + ".kamelet.yaml");
        assertThat(kamelet.at("/spec/definition/description").asText()).isNotBlank();
        kamelet.at("/spec/definition/properties")
                .forEach(parameter -> assertThat(List.of("title", "type", "description"))
                        .allMatch(member -> !parameter.path(member).asText().isBlank()));
    }
}
