package org.opendatagov.orchestrator.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Finds route files: in the routes folder of the working directory where it has one, else in the jar. */
@Component
public class RouteFiles {
    private static final String ENDING = ".camel.yaml";

    private final Path folder;

    RouteFiles(@Value("${orchestrator.routes-dir:routes}") Path folder) {
        this.folder = folder;
    }

    /** The {@code *.camel.yaml} files of one sub-folder, such as {@code workflows}, by name; none where there is no such folder. */
    public List<Resource> list(String subfolder) {
        try {
            return Files.isDirectory(folder) ? onDisk(folder.resolve(subfolder)) : inJar(subfolder);
        } catch (IOException e) {
            throw new UncheckedIOException("The routes folder '" + folder + "' cannot be read", e);
        }
    }

    /** The files of one sub-folder with their texts, by name. */
    public List<RouteFile> read(String subfolder) {
        return list(subfolder).stream().map(file -> text(file, subfolder)).toList();
    }

    private static RouteFile text(Resource file, String subfolder) {
        String location = file.getLocation();
        try (var input = file.getInputStream()) {
            return new RouteFile(
                    subfolder + "/" + location.substring(location.lastIndexOf('/') + 1),
                    new String(input.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Resource> onDisk(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .map(file -> ResourceHelper.fromBytes("file:" + file, read(file)))
                    .toList();
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Resource> inJar(String subfolder) throws IOException {
        var found = new PathMatchingResourcePatternResolver()
                .getResources("classpath*:routes/" + subfolder + "/*" + ENDING);
        return Arrays.stream(found)
                .sorted(Comparator.comparing(resource -> String.valueOf(resource.getFilename())))
                .map(resource -> {
                    try {
                        return ResourceHelper.fromBytes(
                                "classpath:routes/" + subfolder + "/" + resource.getFilename(),
                                resource.getContentAsByteArray());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }
}
