package org.opendatagov.orchestrator.privacy;

import java.text.Normalizer;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a column's label hints at, in several languages: {@code DateOfBirth}, {@code dt_nascimento} and {@code Geburtsdatum} are one. */
final class Label {
    private static final Set<String> SPECIAL = LabelWords.under("special.").keySet();
    private static final Set<String> MAYBE_SPECIAL = LabelWords.under("maybe.").keySet();
    private static final Set<String> IMPERSONAL = LabelWords.set("impersonal");
    private static final Set<String> NOTHING = LabelWords.set("nothing");
    private static final Set<String> ABOUT = LabelWords.set("about");
    private static final Set<String> ASKS = LabelWords.set("asks");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]+");
    private final List<String> tokens;
    private final String joined;
    private final Set<String> subjects;
    private final Set<Detector> hints = EnumSet.noneOf(Detector.class);

    Label(String label) {
        String plain = Normalizer.normalize(label.replace("ß", "ss"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace("ł", "l");
        String separated = HUMP.matcher(plain).replaceAll("_").toLowerCase(Locale.ROOT);
        this.tokens = List.of(SEPARATORS.split(separated, -1)).stream()
                .filter(token -> !token.isEmpty())
                .toList();
        this.joined = "_" + String.join("_", tokens) + "_";
        this.subjects = aboutIt() ? Set.of() : LabelIndex.subjects(tokens);
        if (!subjects.isEmpty()) {
            for (Detector detector : Detector.values()) {
                if (subjects.contains(detector.className())) {
                    hints.add(detector);
                }
            }
        }
    }

    /** Whether it tells of a thing that is kept elsewhere: {@code is_email_valid}, {@code phone_model}. */
    private boolean aboutIt() {
        return tokens.size() > 1 && (ABOUT.contains(tokens.getLast()) || ASKS.contains(tokens.getFirst()));
    }

    boolean hints(Detector detector) {
        return hints.contains(detector);
    }

    /** Whether it speaks of persons, who may have names: {@code contact}, {@code manager}, {@code name}. */
    boolean hintsAtPerson() {
        return !impersonal() && subjects.contains("some_name");
    }

    /** The special category (GDPR Art. 9, 10) that the label names. */
    Optional<String> special() {
        return category("special.", SPECIAL);
    }

    /** The special category that the label may name: {@code race} is one of horses, too. */
    Optional<String> maybeSpecial() {
        return category("maybe.", MAYBE_SPECIAL);
    }

    private Optional<String> category(String prefix, Set<String> categories) {
        return categories.stream()
                .filter(category -> subjects.contains(prefix + category))
                .findFirst();
    }

    /** Whether it speaks of something, by its words in {@code labels.txt} or a rule's own. */
    boolean speaksOf(List<String> words) {
        return !aboutIt() && says(words);
    }

    boolean mentions(List<String> words) {
        return says(words);
    }

    private boolean says(List<String> hints) {
        return hints.stream().anyMatch(this::says);
    }

    private boolean says(String words) {
        if (joined.contains("_" + words + "_") || (words.length() > 2 && numbered(words))) {
            return true;
        }
        String compact = words.replace("_", "");
        return compact.length() >= LabelIndex.LONG
                && tokens.stream().anyMatch(token -> token.startsWith(compact) || token.endsWith(compact));
    }

    /** {@code phone2}, {@code address_1}. */
    private boolean numbered(String words) {
        String start = "_" + words;
        for (int at = joined.indexOf(start); at >= 0; at = joined.indexOf(start, at + 1)) {
            if (Character.isDigit(joined.charAt(at + start.length()))) {
                return true;
            }
        }
        return false;
    }

    /** Something that a label says it is, and a person's identifier is not. */
    boolean impersonal() {
        return hints.isEmpty() && tokens.stream().anyMatch(IMPERSONAL::contains);
    }

    /** Whether it hints at anything personal, be it true or not. */
    boolean hintsAtAll() {
        return !hints.isEmpty();
    }

    /** Whether it tells nothing at all: {@code c7}, {@code field_12}, {@code x}. */
    boolean saysNothing() {
        return tokens.stream()
                .map(token -> token.replaceAll("[0-9]+$", ""))
                .allMatch(token -> token.isEmpty() || NOTHING.contains(token));
    }
}
