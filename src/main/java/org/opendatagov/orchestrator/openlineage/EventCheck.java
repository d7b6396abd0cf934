package org.opendatagov.orchestrator.openlineage;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.Problem;

/** Checks members of an event; each problem has its place. What is wrong is answered by something empty, and the event is not used. */
final class EventCheck {
    private static final UUID NONE = new UUID(0, 0);
    private static final Set<String> STATES =
            new TreeSet<>(Set.of("START", "RUNNING", "COMPLETE", "ABORT", "FAIL", "OTHER"));
    /** Names are paths and tables; what is longer is no name, and no index takes it. */
    private static final int LONGEST = 2000;

    private final String base;
    private final List<Problem> problems = new ArrayList<>();

    EventCheck(String base) {
        this.base = base;
    }

    List<Problem> problems() {
        return problems;
    }

    void wrong(String path, String message) {
        problems.add(new Problem("invalid_event", base + path, message));
    }

    private static String member(String path, Object name) {
        return path + "/" + String.valueOf(name).replace("~", "~0").replace("/", "~1");
    }

    private void wrong(String path, String name, String expected, boolean missing) {
        wrong(
                member(path, name),
                "'%s' %s; expected %s.".formatted(name, missing ? "is missing" : "is wrong", expected));
    }

    String text(Map<?, ?> object, String name, String path) {
        if (object.get(name) instanceof String text && !text.isBlank() && text.length() <= LONGEST) {
            return text;
        }
        wrong(path, name, "text of 1 to " + LONGEST + " characters", object.get(name) == null);
        return "";
    }

    void uri(Map<?, ?> event, String name) {
        String expected = "a URI, such as https://github.com/OpenLineage/OpenLineage";
        if (!(event.get(name) instanceof String text)) {
            wrong("", name, expected, event.get(name) == null);
            return;
        }
        try {
            if (!new URI(text).isAbsolute()) {
                wrong("", name, expected, false);
            }
        } catch (URISyntaxException e) {
            wrong("", name, expected, false);
        }
    }

    Instant time(Map<?, ?> event, Instant latest) {
        String expected = "a time with its offset (RFC 3339), such as 2026-01-31T08:00:00Z";
        if (!(event.get("eventTime") instanceof String text)) {
            wrong("", "eventTime", expected, event.get("eventTime") == null);
            return Instant.EPOCH;
        }
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (time.isAfter(latest) || time.isBefore(Instant.EPOCH)) {
                wrong("", "eventTime", "a time since 1970 and at most a day ahead of this service's clock", false);
            }
            return time;
        } catch (DateTimeParseException e) {
            wrong("", "eventTime", expected, false);
            return Instant.EPOCH;
        }
    }

    /** Producers may leave it out and tell of a run all the same. */
    String state(Map<?, ?> event) {
        Object state = event.get("eventType");
        if (state == null) {
            return "OTHER";
        }
        if (state instanceof String text && STATES.contains(text)) {
            return text;
        }
        wrong("", "eventType", "one of " + String.join(", ", STATES), false);
        return "OTHER";
    }

    UUID uuid(Map<?, ?> object, String name, String path) {
        Object value = object.get(name);
        return value == null
                ? missingUuid(path, name, true)
                : Json.uuid(value).orElseGet(() -> missingUuid(path, name, false));
    }

    private UUID missingUuid(String path, String name, boolean missing) {
        wrong(path, name, "a UUID", missing);
        return NONE;
    }

    Map<?, ?> object(Map<?, ?> parent, String name, String path) {
        if (parent.get(name) == null) {
            wrong(path, name, "an object", true);
            return Map.of("namespace", "-", "name", "-", "runId", NONE.toString());
        }
        return object(parent.get(name), member(path, name));
    }

    /** What stands in for a missing object has all that is asked of it: one mistake is told once. */
    Map<?, ?> object(@Nullable Object value, String path) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        wrong(path, "This must be a JSON object.");
        return Map.of("namespace", "-", "name", "-", "runId", NONE.toString());
    }

    List<?> list(Map<?, ?> parent, String name, String path) {
        Object value = parent.get(name);
        if (value == null || value instanceof List<?>) {
            return value instanceof List<?> list ? list : List.of();
        }
        wrong(path, name, "a list", false);
        return List.of();
    }

    /** Facets by name; each is an object. */
    Map<String, Object> facets(Map<?, ?> parent, String name, String path) {
        Object value = parent.get(name);
        Map<String, Object> facets = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, facet) -> {
                if (facet instanceof Map<?, ?>) {
                    facets.put(String.valueOf(key), facet);
                } else if (facet != null) {
                    wrong(member(member(path, name), key), "A facet must be a JSON object.");
                }
            });
        } else if (value != null) {
            wrong(path, name, "an object of facets", false);
        }
        return facets;
    }
}
