package org.opendatagov.orchestrator.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A routes folder for one test: the engine's own routes, and the workflows that the test gives. */
public final class TestRoutes {
    private TestRoutes() {}

    public static Path folder(String name, List<String> workflows) {
        Path folder = Path.of("target", "test-routes", name);
        try {
            copy("engine", folder);
            copy("errors", folder);
            Path target = Files.createDirectories(folder.resolve("workflows"));
            for (int number = 0; number < workflows.size(); number++) {
                Files.writeString(target.resolve("workflow-" + number + ".camel.yaml"), workflows.get(number));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a file to the folder. */
    public static void add(Path folder, String subfolder, String name, String content) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve(subfolder)).resolve(name), content);
    }

    private static void copy(String subfolder, Path to) throws IOException {
        Path target = Files.createDirectories(to.resolve(subfolder));
        try (Stream<Path> files = Files.list(Path.of("routes", subfolder))) {
            for (Path file : files.toList()) {
                Files.write(target.resolve(file.getFileName()), Files.readAllBytes(file));
            }
        }
    }
}
