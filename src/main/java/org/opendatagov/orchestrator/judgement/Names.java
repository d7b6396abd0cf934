package org.opendatagov.orchestrator.judgement;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names that data holds, and whether a text names others. What looks like a name is taken for one. */
final class Names {
    /** Code or a name between marks. */
    private static final Pattern QUOTED =
            Pattern.compile("`([^`]{1,200})`|\"([^\"]{1,200})\"|(?<![\\p{L}\\p{N}])'([^']{1,100})'(?![\\p{L}\\p{N}])");
    /** With underscores, humps, dots, slashes, or digits behind letters. */
    private static final Pattern TELLING = Pattern.compile(
            "[a-z][a-z0-9+.-]{1,10}://[^\\s,;'\"`)]+|(?<![\\p{L}\\p{N}_])/[^\\s,;'\"`)]+|[\\p{L}\\p{N}_]+(?:[./-][\\p{L}\\p{N}_]+){2,}|[\\p{L}_][\\p{L}\\p{N}_]+\\.[\\p{L}_][\\p{L}\\p{N}_]+"
                    + "|\\p{L}[\\p{L}\\p{N}]*_[\\p{L}\\p{N}_]*|_[\\p{L}\\p{N}_]+|\\p{Ll}[\\p{L}\\p{N}]*\\p{Lu}[\\p{L}\\p{N}]*|\\p{L}+\\d+\\w*");

    private static final Pattern BEHIND = Pattern.compile(
            "(?i)\\b(?:columns?|fields?|datasets?|tables?|jobs?|pipelines?|files?|topics?|buckets?)\\s+(?:named\\s+|called\\s+)?(\\p{L}[\\p{L}\\p{N}_]*)");
    private static final Pattern BEFORE =
            Pattern.compile("(?i)(\\p{L}[\\p{L}\\p{N}_]*)\\s+(?:column|field|dataset|table|job|pipeline)\\b");

    /** Words that stand beside {@code column} and the like and are no name. */
    private static final Set<String> PLAIN =
            Set.of(("a an the this that these those each every any all some no one two both other such same"
                            + " its their our your is are was were be been has have had holds hold contains contain shows show and or but nor of in on"
                            + " at by for from to with without within as than then which who whose where when while if so not only also may might must"
                            + " should can could will would do does did needs need allows allow lacks lack stores store carries carry keeps keep names"
                            + " name values value level levels type types size sizes count counts statistics profile profiles data details format"
                            + " formats owner owners contents content itself themselves remains remain appears appear stays stay first last single"
                            + " several multiple many few more most whole entire affected new target source personal sensitive text numeric date key"
                            + " nullable empty missing constant unique identifier identifying upstream downstream input output parquet csv json")
                    .split(" "));

    private final Set<String> tokens = new HashSet<>();
    private final Set<String> whole = new HashSet<>();
    private final StringBuilder all = new StringBuilder();

    /** Adds all texts of a JSON value, its keys included. */
    void add(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, member) -> {
                add(String.valueOf(key));
                add(member);
            });
        } else if (value instanceof Collection<?> list) {
            list.forEach(this::add);
        } else if (value instanceof String || value instanceof Number) {
            text(value.toString());
        }
    }

    /** A name whose words are no names. */
    void addWhole(String name) {
        whole.add(name.toLowerCase(Locale.ROOT));
    }

    private void text(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (whole.add(lower)) {
            all.append('\n').append(lower);
            tokens.addAll(Words.of(lower));
        }
    }

    /** Whether something is called exactly so. */
    boolean holds(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return whole.contains(lower) || whole.stream().anyMatch(text -> text.endsWith("/" + lower));
    }

    /** The first thing that a text names and the data does not. */
    Optional<String> foreign(String text) {
        Matcher quoted = QUOTED.matcher(text);
        while (quoted.find()) {
            String inside = quoted.group().substring(1, quoted.group().length() - 1);
            if (!whole.contains(inside.toLowerCase(Locale.ROOT))
                    && !said(inside)
                    && Words.of(inside).stream().anyMatch(token -> !known(token))) {
                return Optional.of(inside);
            }
        }
        return first(TELLING, 0, text, this::said)
                .or(() -> first(BEHIND, 1, text, this::known))
                .or(() -> first(BEFORE, 1, text, this::known));
    }

    private static Optional<String> first(Pattern pattern, int group, String text, Predicate<String> known) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(group).replaceAll("[.,:;]+$", ""))
                .filter(name -> !known.test(name))
                .findFirst();
    }

    private boolean known(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return tokens.contains(lower) || PLAIN.contains(lower);
    }

    /** Whether a text of the data has it, with no letter or digit on either side. */
    private boolean said(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (int at = all.indexOf(lower); at >= 0; at = all.indexOf(lower, at + 1)) {
            if (!part(at - 1) && !part(at + lower.length())) {
                return true;
            }
        }
        return false;
    }

    private boolean part(int at) {
        return at >= 0 && at < all.length() && Words.part(all.charAt(at));
    }
}
