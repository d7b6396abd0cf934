package org.opendatagov.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** {@code docs/settings.md} names every setting that the code, the routes and the kamelets read, and none else, with its true default. */
class SettingsTest {
    private static final String ROOT = "orchestrator.";
    private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9.<>-]+)` \\| (none|`[^`]+`) \\| .+ \\|");
    private static final Pattern PLACEHOLDER =
            Pattern.compile("(?:\\$\\{|\\{\\{)(orchestrator[.][a-z0-9.-]+)(:[^}]*)?}");

    /** Key by key, the default; empty where there is none. */
    private static Map<String, String> documented() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("docs/settings.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                String told = row.group(2);
                String before = rows.put(row.group(1), told.equals("none") ? "" : told.replace("`", ""));
                assertThat(before).as(row.group(1) + " has one row").isNull();
            }
        }
        return rows;
    }

    private static Properties shipped() {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("application.yaml"));
        Properties properties = yaml.getObject();
        return properties == null ? new Properties() : properties;
    }

    private static Map<String, String> bound() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        Map<String, String> settings = new TreeMap<>();
        for (BeanDefinition found : scanner.findCandidateComponents("org.opendatagov.orchestrator")) {
            Class<?> type = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null);
            ConfigurationProperties properties = Objects.requireNonNull(
                    AnnotatedElementUtils.getMergedAnnotation(type, ConfigurationProperties.class));
            add(properties.prefix(), type, settings);
        }
        return settings;
    }

    /** A record inside is a prefix, a map has an entry for each name. */
    private static void add(String prefix, Class<?> type, Map<String, String> settings) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
            if (component.getType().isRecord()) {
                add(prefix + "." + name, component.getType(), settings);
            } else if (valueOf(component) instanceof Class<?> value && value.isRecord()) {
                add(prefix + "." + name + ".<name>", value, settings);
            } else {
                String each = Map.class.equals(component.getType()) ? ".<name>" : "";
                settings.put(prefix + "." + name + each, defaultOf(type, component));
            }
        }
    }

    /** The type of a map's values. */
    private static @Nullable Type valueOf(RecordComponent component) {
        return Map.class.equals(component.getType()) && component.getGenericType() instanceof ParameterizedType map
                ? map.getActualTypeArguments()[1]
                : null;
    }

    private static String defaultOf(Class<?> type, RecordComponent component) {
        for (var parameter : type.getDeclaredConstructors()[0].getParameters()) {
            DefaultValue value = parameter.getAnnotation(DefaultValue.class);
            if (parameter.getName().equals(component.getName()) && value != null) {
                return String.join(",", value.value());
            }
        }
        return "";
    }

    private static Map<String, String> placeholders() throws IOException {
        Map<String, String> settings = new TreeMap<>();
        for (String folder : List.of("src/main/java", "routes", "kamelets")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Matcher found = PLACEHOLDER.matcher(Files.readString(file));
                    while (found.find()) {
                        String value =
                                found.group(2) == null ? "" : found.group(2).substring(1);
                        settings.merge(found.group(1), value, (one, other) -> one.isEmpty() ? other : one);
                    }
                }
            }
        }
        return settings;
    }

    /** What the code reads; what the jar's own settings say counts before the code's default. */
    private static Map<String, String> read() throws IOException {
        Map<String, String> settings = placeholders();
        settings.putAll(bound());
        Properties shipped = shipped();
        settings.replaceAll((key, value) -> shipped.containsKey(key)
                ? String.valueOf(shipped.get(key))
                : String.valueOf(shipped.getOrDefault(key + "[0]", value)));
        return settings;
    }

    @Test
    void every_setting_of_the_service_is_documented_with_its_default() throws IOException {
        Map<String, String> documented = documented();
        documented.keySet().removeIf(key -> !key.startsWith(ROOT));

        assertThat(documented).containsExactlyInAnyOrderEntriesOf(read());
    }

    @Test
    void a_placeholder_has_the_default_that_its_setting_has() throws IOException {
        Map<String, String> bound = bound();
        placeholders().forEach((key, value) -> {
            if (bound.containsKey(key)) {
                assertThat(millis(value)).as(key).isEqualTo(millis(bound.getOrDefault(key, "")));
            }
        });
    }

    private static String millis(String value) {
        return value.replaceFirst("ms$", "");
    }

    @Test
    void the_settings_of_the_server_are_documented_as_they_are_shipped() throws IOException {
        Properties shipped = shipped();
        documented().forEach((key, value) -> {
            if (key.startsWith("server.")) {
                assertThat(String.valueOf(shipped.get(key))).as(key).isEqualTo(value);
            }
        });
        assertThat(documented()).containsKeys("server.address", "server.port", "spring.datasource.url");
    }
}
