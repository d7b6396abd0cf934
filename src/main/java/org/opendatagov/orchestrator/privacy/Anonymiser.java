package org.opendatagov.orchestrator.privacy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes personal values out of what is sent elsewhere, and puts them back into what comes from there: {@code <EMAIL_1>} stands for the same
 * value wherever it occurs. One for each exchange with the outside; it lives in memory alone. Not thread-safe.
 */
public final class Anonymiser {
    private static final Pattern PLACEHOLDER = Pattern.compile("<[A-Z][A-Z_]*_\\d+>");
    /** A label is short; what is longer is text, in which values are looked for. */
    private static final int LONGEST_LABEL = 64;

    private static final String PERSONAL = "PERSONAL";
    private static final int SHORTEST_SECRET = 3;

    private final Map<String, String> byValue = new HashMap<>();
    private final Map<String, String> byPlaceholder = new HashMap<>();
    /** Texts that were seen before, such as the names of members. */
    private final Map<String, String> texts = new HashMap<>();

    private final Map<String, Integer> numbers = new HashMap<>();
    /** What is never put back, the longest first. */
    private final Map<String, String> secrets =
            new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** Takes this value, and whatever in it is a person's, out of all that follows; it is not put back. */
    public void secret(String value) {
        for (PersonalText.Found found : PersonalText.find(value)) {
            hide(value.substring(found.start(), found.end()), found.className());
        }
        hide(value, "PERSONAL_INPUT");
    }

    private void hide(String value, String className) {
        texts.clear();
        if (value.strip().length() >= SHORTEST_SECRET) {
            secrets.computeIfAbsent(value, key -> next(className));
        }
    }

    /** A text without its personal values. */
    public String text(String text) {
        return texts.computeIfAbsent(text, this::written);
    }

    private String written(String text) {
        String open = text;
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            open = open.replace(secret.getKey(), secret.getValue());
        }
        return ImpersonalTexts.known(open) ? open : withoutPersonal(open);
    }

    private String withoutPersonal(String text) {
        String written = scanned(literal(text));
        boolean label = written.equals(text) && text.length() <= LONGEST_LABEL;
        if (label && PersonalLabels.tells(text)) {
            return placeholder(text, PERSONAL);
        }
        if (written.equals(text) && !PLACEHOLDER.matcher(text).find()) {
            ImpersonalTexts.keep(text);
        }
        return written;
    }

    private String scanned(String text) {
        StringBuilder written = new StringBuilder();
        int from = 0;
        for (PersonalText.Found found : PersonalText.find(text)) {
            String value = text.substring(found.start(), found.end());
            written.append(text, from, found.start())
                    .append(PLACEHOLDER.matcher(value).find() ? value : placeholder(value, found.className()));
            from = found.end();
        }
        return written.append(text, from, text.length()).toString();
    }

    /** What looks like a placeholder already is data like any other. */
    private String literal(String text) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match ->
                        secrets.containsValue(match.group()) ? match.group() : placeholder(match.group(), "TEXT"));
    }

    /** A JSON value, its keys included, without its personal values. A key that is a label tells of the value below it. */
    public @Nullable Object value(@Nullable Object value) {
        return value("", value);
    }

    private @Nullable Object value(String label, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> written = new LinkedHashMap<>();
            map.forEach((key, member) -> {
                @Nullable Object open = value(String.valueOf(key), member);
                if (open != null) {
                    written.put(text(String.valueOf(key)), open);
                }
            });
            return written;
        }
        if (value instanceof Collection<?> list) {
            List<Object> written = new ArrayList<>();
            list.forEach(item -> {
                @Nullable Object open = value(label, item);
                if (open != null) {
                    written.add(open);
                }
            });
            return written;
        }
        if (value instanceof String text) {
            return PersonalText.tells(label, text) ? placeholder(text, PERSONAL) : text(text);
        }
        return value instanceof Number number ? number(label, number) : value;
    }

    /** Figures are counts and measures; one that its label calls an identifier is one. */
    private Object number(String label, Number number) {
        String text = number.toString();
        return text.length() >= 7 && PersonalText.tells(label, text) ? placeholder(text, PERSONAL) : number;
    }

    private String placeholder(String value, String className) {
        return byValue.computeIfAbsent(value, key -> {
            String placeholder = next(className);
            byPlaceholder.put(placeholder, key);
            return placeholder;
        });
    }

    private String next(String className) {
        return "<%s_%d>".formatted(className, numbers.merge(className, 1, Integer::sum));
    }

    /** The same text with the values in place again, except those that are secret. */
    public String restored(String text) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(
                        match -> Matcher.quoteReplacement(byPlaceholder.getOrDefault(match.group(), match.group())));
    }
}
