package org.opendatagov.orchestrator.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides from label and values together. A form that tells by itself (an e-mail address) needs no label; a number that a checksum passes by
 * chance needs that nearly all of its kind pass; a label alone decides nothing that the values contradict. The thresholds are this project's
 * own, set on generated tables (see GeneratedColumnsTest).
 */
final class ColumnDecision {
    /** Share of values that must fit where the label says so: half of a column may be dirty or of another kind. */
    static final double WITH_LABEL = 0.3;
    /** Share where the form tells by itself. */
    static final double BY_FORM = 0.5;
    /** Share of those of the form that pass the check, where chance passes a tenth at most: dirty columns pass. */
    private static final double PASSING = 0.75;
    /** Fewer different values prove nothing: five of a tenth's chance are one in 100,000. */
    private static final int PROOF = 5;

    private final Label label;
    private final ColumnType type;
    private final Tally tally;
    private final OwnRules own;
    private final WordRules words;

    ColumnDecision(Label label, ColumnType type, Tally tally, long distinct) {
        this.label = label;
        this.type = type;
        this.tally = tally;
        this.own = new OwnRules(label, type, tally, distinct);
        this.words = new WordRules(label, type, tally, distinct);
    }

    ColumnVerdict verdict() {
        List<ClassMatch> classes = new ArrayList<>();
        if (tally.values() > 0) {
            for (Detector detector : Detector.values()) {
                confidence(detector).ifPresent(confidence -> classes.add(match(detector, confidence)));
            }
        }
        List<ClassMatch> chosen = new ArrayList<>(ClassChoice.of(classes));
        Optional<ClassMatch> special = new SpecialRules(label, type, tally).match(chosen);
        special.ifPresent(chosen::add);
        chosen.sort(ClassChoice.MOST_CONFIDENT);
        return new ColumnVerdict(!chosen.isEmpty(), special.isPresent(), chosen, explanation(chosen));
    }

    /** A label that speaks of persons, checks that pass too seldom for proof, some known names. */
    boolean doubtful() {
        boolean checked = false;
        for (Detector detector : Detector.values()) {
            boolean passes = tally.passing(detector) >= PASSING && tally.share(detector) >= BY_FORM;
            checked |= detector.rule() == Detector.Rule.CHECKED && passes;
        }
        return label.hintsAtAll() || checked || own.doubtful() || words.doubtful();
    }

    private ClassMatch match(Detector detector, double confidence) {
        long matching =
                Math.max(tally.matching(detector), detector == Detector.US_SSN ? tally.count(Mark.PLAIN_SSN) : 0);
        long validating = Math.min(tally.values(), own.validating(detector) + tally.inside(detector));
        double share = Tally.part(validating, tally.values());
        return new ClassMatch(
                detector.className(),
                rounded(Math.min(0.99, confidence)),
                Math.max(matching, validating),
                validating,
                rounded(share));
    }

    static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    private Optional<Double> confidence(Detector detector) {
        return switch (detector.rule()) {
            case FORM -> byForm(detector);
            case CHECKED -> byCheck(detector);
            case LABELLED -> byLabel(detector);
            case OWN -> own(detector);
        };
    }

    private Optional<Double> own(Detector detector) {
        return switch (detector) {
            case IP_ADDRESS -> own.ip().or(() -> once(detector, tally.count(Mark.NO_VERSION) > 0));
            case US_SSN -> own.ssn().or(() -> once(detector, true));
            case PHONE -> own.phone().or(() -> once(detector, true));
            case BIRTH_DATE -> own.birthDate();
            case PERSON_NAME -> words.name();
            case POSTAL_ADDRESS -> words.address();
            case GENDER -> words.gender();
            default -> throw new IllegalStateException(detector + " has no rule of its own");
        };
    }

    private Optional<Double> byForm(Detector detector) {
        double share = tally.share(detector);
        double form = tally.matchingShare(detector);
        if (label.hints(detector) && (share >= WITH_LABEL || form >= 0.6)) {
            return Optional.of(0.6 + 0.4 * Math.max(share, form / 2));
        }
        if (share >= BY_FORM && tally.passing(detector) >= BY_FORM) {
            return Optional.of(0.5 + 0.45 * share);
        }
        return once(detector, true);
    }

    /** One such value among other text is enough: nothing of the column may leave unmasked. */
    private Optional<Double> once(Detector detector, boolean sure) {
        long whole = detector.rule() == Detector.Rule.OWN && detector != Detector.US_SSN ? 0 : tally.valid(detector);
        boolean found = tally.inside(detector) + whole > 0 && tally.passing(detector) >= BY_FORM;
        return detector.tellingOnce() && found && sure && !type.number() ? Optional.of(0.5) : Optional.empty();
    }

    private Optional<Double> byCheck(Detector detector) {
        double share = tally.share(detector);
        if (label.hints(detector) && share >= WITH_LABEL) {
            return Optional.of(0.6 + 0.4 * share);
        }
        boolean proven = tally.passing(detector) >= PASSING && tally.distinctValid(detector) >= PROOF;
        if (proven && share >= BY_FORM) {
            return Optional.of(0.5 + 0.4 * share);
        }
        return once(detector, true);
    }

    private Optional<Double> byLabel(Detector detector) {
        double form = tally.matchingShare(detector);
        boolean dates = tally.share(Mark.DATE) >= BY_FORM;
        boolean repeated = own.distinct() * 5 < tally.values();
        boolean iban = detector == Detector.BANK_ACCOUNT && tally.share(Detector.IBAN) >= WITH_LABEL;
        return label.hints(detector) && form >= 0.6 && !dates && !repeated && !iban
                ? Optional.of(0.5 + 0.3 * form)
                : Optional.empty();
    }

    private static String explanation(List<ClassMatch> classes) {
        if (classes.isEmpty()) {
            return "Neither the label nor the values say that a person could be identified.";
        }
        ClassMatch first = classes.getFirst();
        return "%s: %s of the values validate%s."
                .formatted(
                        first.name(),
                        String.format(Locale.ROOT, "%.4g %%", first.share() * 100),
                        first.share() < WITH_LABEL ? "; any one makes the column personal" : "");
    }
}
