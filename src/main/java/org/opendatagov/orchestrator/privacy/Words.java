package org.opendatagov.orchestrator.privacy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Word lists of this package's resources: one word a line, lower case, {@code #} begins a comment. */
final class Words {
    static final Set<String> NAMES = read("names.txt");
    static final Set<String> STREETS = read("streets.txt");
    static final Set<String> GENDERS = read("genders.txt");

    private Words() {}

    private static Set<String> read(String name) {
        Set<String> words = new HashSet<>();
        InputStream input = Words.class.getResourceAsStream("/privacy/" + name);
        if (input == null) {
            throw new IllegalStateException("the word list " + name + " is missing");
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(words::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Set.copyOf(words);
    }
}
