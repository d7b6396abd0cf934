package org.opendatagov.orchestrator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Lines of a plan as it was printed, without what clients draw around it. */
final class PlanLines {
    /** A condition that is longer tells nobody more. */
    static final int MAX_LENGTH = 20_000;

    private static final Pattern FRAME =
            Pattern.compile("QUERY PLAN|Query Plan|[-+=]{3,}|\\(\\d{1,9} rows?\\)|Time: [\\d.]+ ms.*");

    private PlanLines() {}

    /** Lines with neither a client's heading and footer nor the margin that all share; a string that spans lines is on one. */
    static List<String> of(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        boolean open = false;
        for (String printed : text.replace("\r", "").split("\n", -1)) {
            String plain = unquoted(continued(printed)).stripTrailing();
            if (line.length() < MAX_LENGTH) {
                line.append(line.isEmpty() ? "" : " ").append(line.isEmpty() ? plain : plain.strip());
            }
            open ^= Literals.open(plain);
            if (!open) {
                add(lines, line.toString());
                line.setLength(0);
            }
        }
        add(lines, line.toString());
        return withoutMargin(lines);
    }

    /** Lines as they are, without a client's heading and footer: for JSON and YAML, which have quotes of their own. */
    static List<String> unframed(String text) {
        return text.replace("\r", "")
                .lines()
                .map(PlanLines::continued)
                .filter(line -> !FRAME.matcher(line.strip()).matches())
                .toList();
    }

    /** psql ends a line that goes on with a plus sign at its right margin. */
    private static String continued(String line) {
        String plain = line.stripTrailing();
        return plain.endsWith(" +") ? plain.substring(0, plain.length() - 1).stripTrailing() : plain;
    }

    private static void add(List<String> lines, String line) {
        if (!line.isBlank() && !FRAME.matcher(line.strip()).matches()) {
            lines.add(line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) : line);
        }
    }

    /** Some clients put each line in double quotes. */
    private static String unquoted(String line) {
        String stripped = line.strip();
        boolean quoted = stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"");
        return quoted ? stripped.substring(1, stripped.length() - 1).replace("\"\"", "\"") : line;
    }

    private static List<String> withoutMargin(List<String> lines) {
        int margin = lines.stream().mapToInt(PlanLines::indent).min().orElse(0);
        return lines.stream().map(line -> line.substring(margin)).toList();
    }

    static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
