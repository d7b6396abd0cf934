package org.opendatagov.orchestrator.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opendatagov.orchestrator.privacy.ClassMatch;
import org.opendatagov.orchestrator.privacy.ColumnScan;
import org.opendatagov.orchestrator.privacy.ColumnVerdict;
import org.opendatagov.orchestrator.privacy.Detectors;

/**
 * Looks at every text and number inside nested values, each under its dotted path; the column is personal where one path is. Names of
 * fields that come from the data (keys of maps, free JSON) are values too, and never part of a path.
 */
final class NestedScan implements ColumnScan {
    private static final JsonFactory JSON = new JsonFactory();

    private final Detectors detectors;
    private final String column;
    private final boolean keysAreData;
    private final Map<String, ColumnScan> scans = new TreeMap<>();

    NestedScan(Detectors detectors, ColumnSource column) {
        this.detectors = detectors;
        this.column = column.name();
        this.keysAreData = column.type().contains("MAP(") || column.type().contains("JSON");
        scan(this.column);
    }

    private ColumnScan scan(String path) {
        return scans.computeIfAbsent(path, key -> detectors.scan(key, "VARCHAR"));
    }

    @Override
    public void accept(String value, long occurrences) {
        Deque<String> path = new ArrayDeque<>(List.of(column));
        try (JsonParser parser = JSON.createParser(value)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                look(parser, token, path, occurrences);
            }
        } catch (IOException e) {
            scan(column).accept(value, occurrences);
        }
    }

    private void look(JsonParser parser, JsonToken token, Deque<String> path, long occurrences) throws IOException {
        switch (token) {
            case FIELD_NAME -> {
                if (keysAreData) {
                    scan(path.element()).accept(parser.currentName(), occurrences);
                }
            }
            case START_OBJECT, START_ARRAY -> path.push(inside(parser, path));
            case END_OBJECT, END_ARRAY -> path.pop();
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                scan(inside(parser, path)).accept(parser.getText(), occurrences);
            default -> {
                // true, false and null tell of nobody.
            }
        }
    }

    private String inside(JsonParser parser, Deque<String> path) throws IOException {
        String name = parser.currentName();
        return keysAreData || name == null ? path.element() : path.element() + "." + name;
    }

    @Override
    public ColumnVerdict verdict() {
        List<ColumnVerdict> verdicts =
                scans.values().stream().map(ColumnScan::verdict).toList();
        List<ColumnVerdict> personal =
                verdicts.stream().filter(ColumnVerdict::personal).toList();
        if (personal.isEmpty()) {
            return verdicts.getFirst();
        }
        Map<String, ClassMatch> classes = new TreeMap<>();
        for (ColumnVerdict verdict : personal) {
            verdict.classes().forEach(match -> classes.merge(match.name(), match, NestedScan::surer));
        }
        List<ClassMatch> ordered = new ArrayList<>(classes.values());
        ordered.sort(
                Comparator.comparingDouble(ClassMatch::confidence).reversed().thenComparing(ClassMatch::name));
        boolean special = personal.stream().anyMatch(ColumnVerdict::specialCategory);
        return new ColumnVerdict(true, special, ordered, personal.getFirst().explanation());
    }

    private static ClassMatch surer(ClassMatch one, ClassMatch other) {
        return other.confidence() > one.confidence() ? other : one;
    }
}
