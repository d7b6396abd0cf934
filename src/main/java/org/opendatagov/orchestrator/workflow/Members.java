package org.opendatagov.orchestrator.workflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** The members of an object of a definition, each read as what it must be; what it is not becomes a problem. Null is as good as absent. */
final class Members {
    static final Duration LONGEST = Duration.ofDays(365);

    private final Map<String, @Nullable Object> members;
    private final Place place;
    private final Problems problems;
    private final String base;

    Members(Map<String, @Nullable Object> members, Place place, Problems problems) {
        this(members, place, problems, "");
    }

    private Members(Map<String, @Nullable Object> members, Place place, Problems problems, String base) {
        this.members = members;
        this.place = place;
        this.problems = problems;
        this.base = base;
    }

    /** The members of an object within. */
    Members within(String member, Map<String, @Nullable Object> inner) {
        return new Members(inner, place, problems, base + "/" + member);
    }

    /** @param member JSON Pointer below this object */
    void reject(String code, String member, String message) {
        problems.add(place.problem(code, base + member, message));
    }

    void refuseUnknown(Set<String> known) {
        for (String name : members.keySet()) {
            if (!known.contains(name)) {
                reject(
                        ProblemCode.UNKNOWN_MEMBER,
                        Pointer.of("", name),
                        "'" + Shown.text(name) + "' is unknown." + nearest(name, known) + " Known are "
                                + String.join(", ", known.stream().sorted().toList()) + ".");
            }
        }
    }

    String nearest(String word, Collection<String> known) {
        return problems.nearest(word, known);
    }

    boolean has(String member) {
        return members.get(member) != null;
    }

    /** A text that is there and not blank. */
    Optional<String> text(String member) {
        return switch (members.get(member)) {
            case null -> Optional.empty();
            case String text -> text.isBlank() ? blank(member) : Optional.of(text);
            default -> {
                wrongType(member, "text");
                yield Optional.empty();
            }
        };
    }

    private Optional<String> blank(String member) {
        reject(
                ProblemCode.WRONG_TYPE,
                "/" + member,
                "'" + place.name(member) + "' is blank; give it a value or leave it out.");
        return Optional.empty();
    }

    private void wrongType(String member, String expected) {
        reject(ProblemCode.WRONG_TYPE, "/" + member, "'" + place.name(member) + "' must be " + expected + ".");
    }

    List<String> texts(String member) {
        Object value = members.get(member);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            wrongType(member, "a list of texts");
            return List.of();
        }
        List<String> texts = new ArrayList<>(list.size());
        for (int index = 0; index < list.size(); index++) {
            if (list.get(index) instanceof String text) {
                texts.add(text);
            } else {
                reject(
                        ProblemCode.WRONG_TYPE,
                        "/" + member + "/" + index,
                        "'" + place.name(member) + "' holds something that is no text.");
            }
        }
        return texts;
    }

    Optional<Map<String, Object>> map(String member) {
        Object value = members.get(member);
        if (value instanceof Map<?, ?> map) {
            return Optional.of(copy(map));
        }
        if (value != null) {
            wrongType(member, "an object");
        }
        return Optional.empty();
    }

    /** A copy with texts as keys; JSON has nulls, which the type does not say. */
    @SuppressWarnings("NullAway")
    static Map<String, Object> copy(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    static Map<String, @Nullable Object> nullable(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    Optional<Duration> duration(String member) {
        Object value = members.get(member);
        if (value == null) {
            return Optional.empty();
        }
        Optional<Duration> duration = value instanceof String text ? Durations.parse(text) : Optional.empty();
        if (duration.isEmpty() || duration.get().isZero() || duration.get().compareTo(LONGEST) > 0) {
            reject(
                    ProblemCode.BAD_DURATION,
                    "/" + member,
                    "'" + place.name(member) + "' must be a duration (" + Durations.FORMS
                            + "), longer than zero and at most a year"
                            + (value instanceof Number ? "; a number needs a unit." : "."));
            return Optional.empty();
        }
        return duration;
    }

    Optional<Long> wholeNumber(String member, long least, long most, String code) {
        Object value = members.get(member);
        if (value == null) {
            return Optional.empty();
        }
        boolean whole = value instanceof Integer || value instanceof Long;
        long number = whole ? ((Number) value).longValue() : 0;
        if (!whole || number < least || number > most) {
            reject(
                    code,
                    "/" + member,
                    "'" + place.name(member) + "' must be a whole number from " + least + " to " + most + ".");
            return Optional.empty();
        }
        return Optional.of(number);
    }

    /** CEL, with or without <code>${…}</code>. */
    Optional<Expression> expression(String member) {
        return text(member).flatMap(text -> compiled("/" + member, text));
    }

    Optional<Expression> compiled(String member, String text) {
        try {
            return Optional.of(Expression.compile(text));
        } catch (OrchestratorException e) {
            e.problems().forEach(problem -> reject(problem.code(), member, problem.message()));
            return Optional.empty();
        }
    }
}
