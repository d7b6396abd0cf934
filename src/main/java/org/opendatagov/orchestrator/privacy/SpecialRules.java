package org.opendatagov.orchestrator.privacy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** GDPR Art. 9 and 10: by the label where the values do not contradict it, else by the words of the values. */
final class SpecialRules {
    /** Share of known words in a column whose label may name the category. */
    private static final double MAYBE = 0.3;
    /** Share, and different values, in a column whose label says nothing of it. */
    private static final double BY_WORDS = 0.5;

    private static final int DIFFERENT = 3;

    private final Label label;
    private final ColumnType type;
    private final Tally tally;

    SpecialRules(Label label, ColumnType type, Tally tally) {
        this.label = label;
        this.type = type;
        this.tally = tally;
    }

    /** @param others classes that were found; where one is sure, the label does not say what the values are */
    Optional<ClassMatch> match(List<ClassMatch> others) {
        if (tally.values() == 0
                || others.stream().anyMatch(other -> other.share() >= 0.5 && other.confidence() >= 0.6)) {
            return Optional.empty();
        }
        Optional<ClassMatch> named = label.special().filter(this::fits).map(category -> match(category, 0.7));
        Optional<ClassMatch> maybe = label.maybeSpecial()
                .filter(category -> tally.specialShare(category) >= MAYBE)
                .map(category -> match(category, 0.6));
        return named.or(() -> maybe).or(this::byWords);
    }

    private ClassMatch match(String category, double confidence) {
        long known = tally.specialCount(category);
        double share = Tally.part(known, tally.values());
        return new ClassMatch(
                category,
                ColumnDecision.rounded(confidence + 0.25 * share),
                tally.values(),
                known,
                ColumnDecision.rounded(share));
    }

    /** Numbers, dates and words of other things contradict a label; yes and no do not. */
    private boolean fits(String category) {
        if (type.flag() || tally.specialShare(category) >= 0.05) {
            return true;
        }
        boolean digits = type.number() || tally.share(Mark.NUMBER) >= 0.5;
        boolean others = tally.share(Mark.COMMON) >= 0.5;
        return !digits && !type.date() && tally.share(Mark.DATE) < 0.5 && !others;
    }

    private Optional<ClassMatch> byWords() {
        return Words.SPECIAL.keySet().stream()
                .filter(category -> tally.specialShare(category) >= BY_WORDS && different(category))
                .max(Comparator.comparingDouble(tally::specialShare))
                .map(category -> match(category, 0.5));
    }

    /** Colours and directions are words of other things too. */
    private boolean different(String category) {
        return tally.specialWords(category).stream()
                        .filter(value -> !WordForms.common(WordForms.words(value)))
                        .count()
                >= DIFFERENT;
    }
}
