package org.opendatagov.orchestrator.judgement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.privacy.Anonymiser;

/**
 * Writes data for a model, one line of JSON each, between a line {@code <data>} and a line {@code </data>}. No text of the data can end that:
 * a line break within it is written as an escape, and so is every {@code <} but those of our own placeholders, and what is invisible.
 */
final class DataLines {
    static final String BEGIN = "<data>";
    static final String END = "</data>";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern OPENS = Pattern.compile("<(?![A-Z][A-Z_]*_\\d+>)");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Co}\\p{Zl}\\p{Zp}\\x{85}\\x{7f}]");
    /** Before it is anonymised a text is cut far behind what is shown of it, so that the cut halves no value that is shown. */
    private static final int LONGEST_READ = 20_000;

    private static final int MOST_MEMBERS = 40;

    private final Anonymiser anonymiser;

    DataLines(Anonymiser anonymiser) {
        this.anonymiser = anonymiser;
    }

    /**
     * @param data from anywhere
     * @param longest characters that are shown of a text
     */
    String line(Map<String, Object> data, int longest) {
        try {
            String json = JSON.writeValueAsString(shown(anonymiser.value(read(data)), longest));
            String closed = json.indexOf('<') < 0 ? json : OPENS.matcher(json).replaceAll("\\\\u003c");
            return plain(closed) ? closed : INVISIBLE.matcher(closed).replaceAll(found -> escaped(found.group()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("data is not writable as JSON", e);
        }
    }

    /** Most data is: nothing needs to be looked for in it. */
    private static boolean plain(String text) {
        return text.chars().allMatch(unit -> unit >= ' ' && unit < 0x7f);
    }

    private static String escaped(String invisible) {
        StringBuilder escapes = new StringBuilder();
        invisible.chars().forEach(unit -> escapes.append("\\\\u%04x".formatted(unit)));
        return escapes.toString();
    }

    private static @Nullable Object read(@Nullable Object value) {
        if (value instanceof String text && text.length() > LONGEST_READ) {
            return text.substring(0, LONGEST_READ);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> members = new LinkedHashMap<>();
            map.forEach((key, member) -> put(members, String.valueOf(key), read(member)));
            return members;
        }
        return value instanceof Collection<?> list
                ? items(list.stream().limit(MOST_MEMBERS).toList())
                : value;
    }

    private static List<Object> items(List<?> list) {
        List<Object> items = new ArrayList<>();
        for (Object item : list) {
            @Nullable Object value = read(item);
            if (value != null) {
                items.add(value);
            }
        }
        return items;
    }

    /** What is empty tells nothing. */
    private static void put(Map<String, Object> members, String key, @Nullable Object value) {
        boolean empty = value == null
                || value.equals("")
                || (value instanceof Collection<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
        if (!empty && members.size() < MOST_MEMBERS) {
            members.put(key, value);
        }
    }

    private static @Nullable Object shown(@Nullable Object value, int longest) {
        if (value instanceof String text && text.length() > longest) {
            return text.substring(0, longest) + "…";
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> members = new LinkedHashMap<>();
            map.forEach((key, member) -> members.put(shown(key, longest), shown(member, longest)));
            return members;
        }
        return value instanceof Collection<?> list
                ? list.stream().map(item -> shown(item, longest)).toList()
                : value;
    }
}
