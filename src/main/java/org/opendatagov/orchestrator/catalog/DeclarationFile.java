package org.opendatagov.orchestrator.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.Problem;

/**
 * What one YAML file declares: {@code datasets: [{location: …, owner: …, …}]}.
 *
 * @param statements members by location
 * @param places the JSON Pointer of each location's declaration
 * @param problems all that is wrong with the file; then its statements are not to be used
 */
record DeclarationFile(
        Map<String, Map<String, Object>> statements, Map<String, String> places, List<Problem> problems) {
    private static final ObjectMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String DATASETS = "datasets";
    private static final String LOCATION = "location";

    static DeclarationFile read(Path file) {
        DeclarationFile read = new DeclarationFile(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
        try {
            read.take(YAML.readValue(Files.readAllBytes(file), Object.class));
        } catch (JsonProcessingException e) {
            read.wrong("", "The file is not well-formed YAML" + place(e) + "; expected 'datasets: [{location: …}]'.");
        } catch (IOException e) {
            read.wrong("", "The file cannot be read; check its permissions.");
        }
        return read;
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " (line %d, column %d)"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }

    private void take(@Nullable Object document) {
        if (!(document instanceof Map<?, ?> map) || !(map.get(DATASETS) instanceof List<?> datasets)) {
            wrong("/" + DATASETS, "The file must be 'datasets:' with a list of datasets.");
            return;
        }
        map.keySet().stream()
                .filter(name -> !DATASETS.equals(name))
                .forEach(name -> wrong("/" + name, "'" + name + "' is unknown; known is datasets."));
        for (int index = 0; index < datasets.size(); index++) {
            takeDataset(datasets.get(index), "/" + DATASETS + "/" + index);
        }
    }

    private void takeDataset(@Nullable Object dataset, String path) {
        if (!(dataset instanceof Map<?, ?> map)) {
            wrong(path, "A dataset must be an object with a location and what is declared for it.");
            return;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((name, value) -> members.put(String.valueOf(name), value));
        Object location = members.remove(LOCATION);
        problems.addAll(DeclarationChecks.problems(members, path));
        if (!(location instanceof String text) || text.isBlank()) {
            wrong(path + "/" + LOCATION, "'location' must be text: the location by which the dataset is read.");
        } else if (statements.putIfAbsent(text, members) != null) {
            wrong(
                    path + "/" + LOCATION,
                    "'location' is declared at %s too; declare each dataset once.".formatted(places.get(text)));
        } else {
            places.put(text, path + "/" + LOCATION);
        }
    }

    private void wrong(String path, String message) {
        problems.add(new Problem("invalid_declaration", path, message));
    }
}
