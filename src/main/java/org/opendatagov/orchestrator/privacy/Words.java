package org.opendatagov.orchestrator.privacy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Word lists of this package's resources, lower case; a line that begins with {@code #} is a comment. */
final class Words {
    static final Set<String> NAMES = Set.copyOf(lines("names.txt"));
    static final Set<String> STREETS = Set.copyOf(lines("streets.txt"));
    static final Set<String> GENDERS = Set.copyOf(lines("genders.txt"));
    /** Words of sentences, companies, jobs, places, goods: a text with one is no person's name. */
    static final Set<String> COMMON = words("common.txt");
    /** Words of the special categories, by category. */
    static final Map<String, Set<String>> SPECIAL = new TreeMap<>(Map.of(
            "health", words("health.txt"),
            "religion", words("religion.txt"),
            "ethnicity", words("ethnicity.txt"),
            "politics", words("politics.txt"),
            "sex_life", words("sex_life.txt")));

    private Words() {}

    static List<String> lines(String name) {
        InputStream input = Words.class.getResourceAsStream("/privacy/" + name);
        if (input == null) {
            throw new IllegalStateException("the word list " + name + " is missing");
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> words(String name) {
        return lines(name).stream()
                .flatMap(line -> Arrays.stream(line.split(" +", -1)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
