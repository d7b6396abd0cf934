package org.opendatagov.orchestrator.judgement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The prompts by name and version: those of the jar, and over them those of the folder of the settings. They are read when a route that names
 * one is loaded. Beside {@code schema/2.md} may lie {@code schema/2.schema.json}, the schema of its answers; else it is the common one.
 */
@Component
class Prompts {
    private static final String JAR = "classpath*:prompts/";
    private static final Pattern FILE = Pattern.compile("([a-z][a-z0-9-]*)/([1-9]\\d{0,5})\\.(md|schema\\.json)");
    private static final Pattern REFERENCE = Pattern.compile("([a-z][a-z0-9-]*)(?:@([1-9]\\d{0,5}))?");

    private final Path folder;
    private final String frame = common("frame.md");
    private final String schema = common("answer.schema.json");

    Prompts(JudgementSettings settings) {
        this.folder = settings.prompts();
    }

    /** The files of a prompt by version. */
    private record Texts(TreeMap<Integer, String> prompts, Map<Integer, String> schemas) {}

    /**
     * @param reference {@code schema}: its highest version; {@code schema@1}: this one
     * @throws OrchestratorException {@code invalid_input}: there is none, or its files are wrong
     */
    Prompt find(String reference) {
        Matcher asked = REFERENCE.matcher(reference);
        if (!asked.matches()) {
            throw wrong("'%s' names no prompt; expected a name such as schema, or schema@1.".formatted(reference));
        }
        Map<String, Texts> all = read();
        Texts texts = all.get(asked.group(1));
        if (texts == null || texts.prompts().isEmpty()) {
            throw wrong("There is no prompt '%s'; there are %s.".formatted(asked.group(1), all.keySet()));
        }
        int version = Optional.ofNullable(asked.group(2)).map(Integer::valueOf).orElseGet(texts.prompts()::lastKey);
        String text = texts.prompts().get(version);
        if (text == null) {
            throw wrong("Prompt '%s' has no version %d; it has %s."
                    .formatted(asked.group(1), version, texts.prompts().keySet()));
        }
        return prompt(asked.group(1), version, text, texts.schemas().getOrDefault(version, schema));
    }

    private Prompt prompt(String name, int version, String text, String answers) {
        if (text.isBlank()) {
            throw wrong("Prompt '%s@%d' is empty.".formatted(name, version));
        }
        String compact = compact(name, version, answers);
        return new Prompt(name, version, text.strip() + "\n\n" + frame.replace("{schema}", compact), compact);
    }

    private static String compact(String name, int version, String schema) {
        try {
            JsonNode read = new ObjectMapper().readTree(schema);
            if (read.path("type").asText().equals("object")) {
                return read.toString();
            }
        } catch (JsonProcessingException e) {
            // Said below: Jackson's message tells no more than that.
        }
        throw wrong(
                "The schema of the answers of prompt '%s@%d' is no JSON schema of an object.".formatted(name, version));
    }

    private Map<String, Texts> read() {
        Map<String, Texts> all = new TreeMap<>();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(JAR + "*/*")) {
                String path = file.getURL().getPath();
                add(
                        all,
                        path.substring(path.lastIndexOf("prompts/") + "prompts/".length()),
                        file.getContentAsByteArray());
            }
            if (Files.isDirectory(folder)) {
                own(all);
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException("The prompts cannot be read", e);
        }
    }

    private void own(Map<String, Texts> all) throws IOException {
        try (Stream<Path> files = Files.find(folder, 2, (file, attributes) -> attributes.isRegularFile())) {
            for (Path file : files.sorted().toList()) {
                add(all, folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
    }

    private static void add(Map<String, Texts> all, String path, byte[] content) {
        Matcher file = FILE.matcher(path);
        if (file.matches()) {
            Texts texts = all.computeIfAbsent(file.group(1), name -> new Texts(new TreeMap<>(), new TreeMap<>()));
            Map<Integer, String> kind = file.group(3).equals("md") ? texts.prompts() : texts.schemas();
            kind.put(Integer.valueOf(file.group(2)), new String(content, StandardCharsets.UTF_8));
        }
    }

    private static String common(String name) {
        try (var file = Prompts.class.getResourceAsStream("/prompts/" + name)) {
            if (file == null) {
                throw new IllegalStateException("prompts/" + name + " is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OrchestratorException wrong(String message) {
        return new OrchestratorException(ErrorCode.INVALID_INPUT, message);
    }
}
