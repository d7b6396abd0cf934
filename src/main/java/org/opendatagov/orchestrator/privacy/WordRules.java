package org.opendatagov.orchestrator.privacy;

import java.util.Optional;

/** Rules of classes that are written in words: names, addresses, gender. */
final class WordRules {
    /** Share of known names among the values of a column whose label says nothing; frequent names are a part of all names. */
    private static final double KNOWN_NAMES = 0.4;
    /** Where the label speaks of persons, some known names tell. */
    private static final double SOME_NAMES = 0.15;
    /** A column of so few different values, each of which so many rows repeat, is a category. */
    private static final int CATEGORIES = 8;

    private final Label label;
    private final ColumnType type;
    private final Tally tally;
    private final long distinct;

    WordRules(Label label, ColumnType type, Tally tally, long distinct) {
        this.label = label;
        this.type = type;
        this.tally = tally;
        this.distinct = distinct;
    }

    Optional<Double> name() {
        double known = tally.share(Detector.PERSON_NAME);
        boolean words = tally.matchingShare(Detector.PERSON_NAME) >= 0.6;
        boolean common = tally.share(Mark.COMMON) >= 0.5 && known < KNOWN_NAMES;
        boolean category = distinct <= CATEGORIES && tally.values() >= 3 * distinct && known < KNOWN_NAMES;
        boolean others = known < KNOWN_NAMES && special();
        if (type.number() || type.date() || !words || common || others) {
            return Optional.empty();
        }
        if (label.hints(Detector.PERSON_NAME) && !category) {
            return Optional.of(0.75 + 0.24 * known);
        }
        if (label.hintsAtPerson() && known >= SOME_NAMES) {
            return Optional.of(0.65 + 0.3 * known);
        }
        return known >= KNOWN_NAMES && distinct > CATEGORIES / 2 ? Optional.of(0.4 + 0.4 * known) : Optional.empty();
    }

    /** Whether the words are those of a religion, a diagnosis or the like. */
    private boolean special() {
        return Words.SPECIAL.keySet().stream().anyMatch(category -> tally.specialShare(category) >= 0.5);
    }

    /** Some known names where the label does not say what else the words are. */
    boolean doubtful() {
        return tally.share(Detector.PERSON_NAME) >= SOME_NAMES && !label.impersonal();
    }

    Optional<Double> address() {
        if (type.number() || type.date() || tally.share(Mark.DATE) >= ColumnDecision.BY_FORM) {
            return Optional.empty();
        }
        double streets = tally.share(Detector.POSTAL_ADDRESS);
        if (postal() && streets >= 0.1) {
            return Optional.of(0.7 + 0.3 * streets);
        }
        if (streets >= ColumnDecision.BY_FORM) {
            return Optional.of(0.4 + 0.4 * streets);
        }
        double formed = tally.matchingShare(Detector.POSTAL_ADDRESS);
        boolean sentences = tally.share(Mark.COMMON) >= ColumnDecision.BY_FORM;
        return postal() && formed >= ColumnDecision.BY_FORM && !sentences ? Optional.of(0.55) : Optional.empty();
    }

    /** An address of mail or of a machine is another thing. */
    private boolean postal() {
        return label.hints(Detector.POSTAL_ADDRESS)
                && !label.hints(Detector.EMAIL)
                && !label.hints(Detector.IP_ADDRESS)
                && !label.hints(Detector.MAC_ADDRESS)
                && !label.hints(Detector.CRYPTO_ADDRESS);
    }

    Optional<Double> gender() {
        double share = tally.share(Detector.GENDER);
        double codes = tally.share(Mark.GENDER_CODE);
        if (label.hints(Detector.GENDER) && (share >= 0.5 || codes >= 0.8)) {
            return Optional.of(0.6 + 0.39 * Math.max(share, codes));
        }
        double both = Math.min(tally.share(Mark.MALE), tally.share(Mark.FEMALE));
        return share >= 0.8 && both >= 0.05 ? Optional.of(0.4 + 0.4 * share) : Optional.empty();
    }
}
