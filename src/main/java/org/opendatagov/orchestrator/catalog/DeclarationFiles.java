package org.opendatagov.orchestrator.catalog;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.opendatagov.orchestrator.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Reads the declaration files at start and when asked to. A wrong file is logged and skipped whole; it stops nothing. */
@Component
public class DeclarationFiles implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(DeclarationFiles.class);

    private final Path folder;
    private final StatedDeclarations catalog;

    public DeclarationFiles(CatalogSettings settings, StatedDeclarations catalog) {
        this.folder = settings.declarations();
        this.catalog = catalog;
    }

    @Override
    public void afterSingletonsInstantiated() {
        reload();
    }

    /** Reads all files again, in the order of their names; equal files change nothing. */
    public synchronized DeclarationsRead reload() {
        Map<String, String> taken = new LinkedHashMap<>();
        Map<String, List<Problem>> skipped = new TreeMap<>();
        for (Path path : YamlFolder.files(folder, "orchestrator.catalog.declarations")) {
            String name = path.getFileName().toString();
            DeclarationFile file = DeclarationFile.read(path);
            List<Problem> problems = file.problems().isEmpty() ? twice(file, taken) : file.problems();
            if (problems.isEmpty()) {
                file.statements().forEach(catalog::state);
                file.statements().keySet().forEach(location -> taken.put(location, name));
            } else {
                skipped.put(name, problems);
            }
        }
        skipped.forEach((file, problems) ->
                LOG.warn("The declaration file '{}' is wrong and was skipped: {}", file, describe(problems)));
        return new DeclarationsRead(List.copyOf(taken.keySet()), skipped);
    }

    private static List<Problem> twice(DeclarationFile file, Map<String, String> taken) {
        return file.statements().keySet().stream()
                .filter(taken::containsKey)
                .map(location -> new Problem(
                        "invalid_declaration",
                        file.places().getOrDefault(location, "/datasets"),
                        "'%s' is declared by '%s' too; declare each dataset once."
                                .formatted(location, taken.get(location))))
                .toList();
    }

    private static String describe(List<Problem> problems) {
        return problems.stream()
                .map(problem -> (problem.path() + " " + problem.message()).strip())
                .collect(Collectors.joining(" "));
    }
}
