package org.opendatagov.orchestrator.experts.quality;

import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.dataset.ColumnProfile;

/** Regular expressions of text columns, in what RE2, Java and Python have in common. They tell of shapes, never of a value. */
final class Patterns {
    private static final Map<String, String> FORMATS = Map.of(
            "uuid", "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
            "email", "^[^@ \\t\\r\\n]+@[^@ \\t\\r\\n]+\\.[A-Za-z]{2,24}$",
            "url", "^(https?|ftp|s3)://[^ \\t\\r\\n]+$",
            "ip_address", "^([0-9]{1,3}\\.){3}[0-9]{1,3}$",
            "integer", "^[+-]?[0-9]+$",
            "decimal", "^[+-]?([0-9]+\\.[0-9]*|\\.?[0-9]+)([eE][+-]?[0-9]+)?$");

    private Patterns() {}

    /** Of the format that its values have, or of the shape that most of them share. */
    static Optional<String> of(ColumnProfile column) {
        if (!column.physicalType().equals("VARCHAR")) {
            return Optional.empty();
        }
        String shape = column.text().map(text -> text.pattern()).orElse("");
        boolean telling = shape.indexOf('9') >= 0 && shape.indexOf('…') < 0;
        return Optional.ofNullable(FORMATS.get(column.logicalType()))
                .or(() -> telling ? Optional.of(ofShape(shape)) : Optional.empty());
    }

    /** {@code 999-XX} becomes {@code ^[0-9]{3}-[A-Z]{2}$}. */
    static String ofShape(String shape) {
        StringBuilder regex = new StringBuilder("^");
        int[] characters = shape.codePoints().toArray();
        for (int from = 0; from < characters.length; ) {
            int to = from;
            while (to < characters.length && characters[to] == characters[from]) {
                to++;
            }
            regex.append(single(characters[from])).append(to - from > 1 ? "{" + (to - from) + "}" : "");
            from = to;
        }
        return regex.append('$').toString();
    }

    private static String single(int character) {
        return switch (character) {
            case '9' -> "[0-9]";
            case 'X' -> "[A-Z]";
            case 'x' -> "[a-z]";
            default -> {
                boolean sign = character < 128 && character > ' ';
                yield sign ? "\\" + (char) character : Character.toString(character);
            }
        };
    }
}
