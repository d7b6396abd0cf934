package org.opendatagov.orchestrator.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.Problem;

/** Finds text that is none: NUL and halves of surrogate pairs, which JSON can say and no database keeps. */
final class Texts {
    private Texts() {}

    static boolean storable(String text) {
        return text.codePoints()
                .noneMatch(
                        point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
    }

    /** A member's name as part of a JSON Pointer (RFC 6901); what is no text is left out of it. */
    static String pointer(String name) {
        return storable(name) ? "/" + name.replace("~", "~0").replace("/", "~1") : "/";
    }

    /** Problems of all texts in a JSON value, keys among them, and of numbers that JSON can say and nobody can hold. */
    static void check(@Nullable Object value, String path, List<Problem> problems) {
        if (value instanceof String text && !storable(text)) {
            problems.add(problem(path));
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            problems.add(
                    new Problem("invalid_number", path, "The number is too large, or none; send one below 1.8e308."));
        } else if (value instanceof List<?> list) {
            for (int index = 0; index < list.size(); index++) {
                check(list.get(index), path + "/" + index, problems);
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> {
                if (!storable(String.valueOf(name))) {
                    problems.add(problem(path));
                }
                check(member, path + pointer(String.valueOf(name)), problems);
            });
        }
    }

    private static Problem problem(String path) {
        return new Problem(
                "invalid_text", path, "The text holds NUL or half of a surrogate pair; send whole characters.");
    }
}
