package org.opendatagov.orchestrator.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        Set<String> taken = new LinkedHashSet<>();
        Map<String, List<Problem>> skipped = new TreeMap<>();
        for (Path path : files()) {
            DeclarationFile file = DeclarationFile.read(path);
            List<Problem> problems = file.problems().isEmpty() ? twice(file, taken) : file.problems();
            if (problems.isEmpty()) {
                file.statements().forEach(catalog::state);
                taken.addAll(file.statements().keySet());
            } else {
                skipped.put(path.getFileName().toString(), problems);
            }
        }
        skipped.forEach((name, problems) ->
                LOG.warn("The declaration file '{}' is wrong and was skipped: {}", name, describe(problems)));
        return new DeclarationsRead(List.copyOf(taken), skipped);
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().matches("[^.].*\\.ya?ml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            LOG.warn("The folder of orchestrator.catalog.declarations cannot be listed; check its permissions.", e);
            return List.of();
        }
    }

    private static List<Problem> twice(DeclarationFile file, Set<String> taken) {
        return file.statements().keySet().stream()
                .filter(taken::contains)
                .map(location -> new Problem(
                        "invalid_declaration",
                        "/datasets",
                        "'%s' is declared by an earlier file too; declare each dataset once.".formatted(location)))
                .toList();
    }

    private static String describe(List<Problem> problems) {
        return problems.stream()
                .map(problem -> (problem.path() + " " + problem.message()).strip())
                .collect(Collectors.joining(" "));
    }
}
