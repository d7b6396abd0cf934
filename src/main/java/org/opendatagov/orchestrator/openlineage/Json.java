package org.opendatagov.orchestrator.openlineage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads JSON values whose shape nobody promises. */
final class Json {
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Json() {}

    /** The value behind members of objects; empty where one is missing or no object. */
    static Optional<Object> at(@Nullable Object value, String... members) {
        @Nullable Object found = value;
        for (String member : members) {
            found = found instanceof Map<?, ?> map ? map.get(member) : null;
        }
        return Optional.ofNullable(found);
    }

    static Optional<String> text(@Nullable Object value, String... members) {
        return at(value, members).filter(String.class::isInstance).map(String.class::cast);
    }

    static List<?> list(@Nullable Object value, String... members) {
        return at(value, members).orElse(null) instanceof List<?> list ? list : List.of();
    }

    static Map<?, ?> object(@Nullable Object value, String... members) {
        return at(value, members).orElse(null) instanceof Map<?, ?> map ? map : Map.of();
    }

    static Optional<UUID> uuid(Object value) {
        return value instanceof String text && UUID_FORM.matcher(text).matches()
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }
}
