package org.opendatagov.orchestrator.catalog;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The folder in which the service runs: events give files by their whole path, people by the path from here. */
final class LocalFolder {
    private static final Path HERE = Path.of("").toAbsolutePath().normalize();

    private LocalFolder() {}

    /** The path from here, where it leads further down; else as it is. */
    static String relative(String path) {
        try {
            Path whole = Path.of(path).normalize();
            return whole.isAbsolute() && whole.startsWith(HERE) && !whole.equals(HERE)
                    ? HERE.relativize(whole).toString()
                    : path;
        } catch (InvalidPathException e) {
            return path;
        }
    }
}
