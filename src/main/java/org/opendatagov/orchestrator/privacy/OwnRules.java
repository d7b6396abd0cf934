package org.opendatagov.orchestrator.privacy;

import java.util.List;
import java.util.Optional;

/** Rules of classes whose values need more than a form or a checksum: addresses of machines, telephone and security numbers, dates. */
final class OwnRules {
    private static final List<Detector> OTHER_NINE_DIGITS =
            List.of(Detector.ABA_ROUTING, Detector.PT_NIF, Detector.NL_BSN, Detector.CA_SIN, Detector.AU_TFN);
    private static final List<Detector> OTHER_TEN_OR_MORE = List.of(
            Detector.NHS_NUMBER,
            Detector.US_NPI,
            Detector.AU_MEDICARE,
            Detector.BR_CPF,
            Detector.PL_PESEL,
            Detector.DE_TAX_ID,
            Detector.AU_ABN,
            Detector.IN_AADHAAR);
    /** Identifiers that are given in turn begin alike; those of people begin with many digits. */
    private static final int SPREAD = 6;
    /** Of random numbers of nine digits 88 % could be social security numbers: so many in a row are none by chance (1 in 2,000). */
    private static final int MANY = 60;

    private final Label label;
    private final ColumnType type;
    private final Tally tally;
    private final long distinct;

    OwnRules(Label label, ColumnType type, Tally tally, long distinct) {
        this.label = label;
        this.type = type;
        this.tally = tally;
        this.distinct = distinct;
    }

    long distinct() {
        return distinct;
    }

    long validating(Detector detector) {
        return switch (detector) {
            case US_SSN -> tally.valid(detector) + tally.count(Mark.PLAIN_SSN);
            case PHONE -> Math.max(tally.valid(detector), tally.count(Mark.PLAIN_PHONE));
            case BIRTH_DATE -> tally.count(Mark.DATE);
            case GENDER -> tally.valid(detector) + tally.count(Mark.GENDER_CODE);
            default -> tally.valid(detector);
        };
    }

    Optional<Double> ip() {
        double share = tally.share(Detector.IP_ADDRESS);
        if (label.hints(Detector.IP_ADDRESS) && share >= ColumnDecision.WITH_LABEL) {
            return Optional.of(0.6 + 0.4 * share);
        }
        double telling = tally.share(Mark.NO_VERSION);
        return share >= ColumnDecision.BY_FORM && telling >= 0.5 * share
                ? Optional.of(0.5 + 0.45 * share)
                : Optional.empty();
    }

    Optional<Double> ssn() {
        double written = tally.share(Detector.US_SSN);
        double plain = tally.share(Mark.DATE) >= ColumnDecision.BY_FORM ? 0 : tally.share(Mark.PLAIN_SSN);
        boolean other = OTHER_NINE_DIGITS.stream().anyMatch(this::proven) && written < ColumnDecision.WITH_LABEL;
        if (label.hints(Detector.US_SSN) && written + plain >= ColumnDecision.WITH_LABEL && !other) {
            return Optional.of(0.6 + 0.4 * Math.min(1, written + plain));
        }
        if (written >= ColumnDecision.BY_FORM) {
            return Optional.of(0.5 + 0.4 * written);
        }
        return plain >= ColumnDecision.BY_FORM && !other && plainSsn()
                ? Optional.of(0.4 + 0.4 * plain)
                : Optional.empty();
    }

    /** Plain digits: none that could not be one, spread as people's are, no other identifier of nine digits. */
    private boolean plainSsn() {
        long wrong = tally.count(Mark.NO_PLAIN_SSN);
        boolean nearlyAll = wrong <= 0.03 * tally.count(Mark.PLAIN_SSN);
        boolean enough = distinct >= (label.saysNothing() || label.hintsAtAll() ? 10 : MANY);
        return nearlyAll && enough && tally.areas() >= SPREAD && !label.impersonal();
    }

    /** Few numbers that could be social security or telephone numbers, each beginning otherwise. */
    boolean doubtful() {
        boolean ssn =
                tally.share(Mark.PLAIN_SSN) >= ColumnDecision.BY_FORM && tally.areas() * 2L > Math.min(distinct, 8);
        boolean phone = tally.share(Mark.PLAIN_PHONE) >= ColumnDecision.BY_FORM
                && tally.prefixes() * 2L > Math.min(distinct, 8);
        return !label.impersonal() && (ssn || phone);
    }

    private boolean proven(Detector detector) {
        return tally.passing(detector) >= 0.75 && tally.distinctValid(detector) >= 5;
    }

    Optional<Double> phone() {
        double share = tally.share(Detector.PHONE);
        if (type.date() || otherThanPhone()) {
            return Optional.empty();
        }
        if (label.hints(Detector.PHONE) && tally.matchingShare(Detector.PHONE) >= 0.5) {
            return Optional.of(0.6 + 0.35 * Math.max(share, tally.share(Mark.PLAIN_PHONE)));
        }
        boolean written = tally.share(Mark.WRITTEN_PHONE) >= ColumnDecision.BY_FORM && !type.number();
        if (written && share >= ColumnDecision.BY_FORM) {
            return Optional.of(0.4 + 0.4 * share);
        }
        double plain = tally.share(Mark.PLAIN_PHONE);
        return plain >= ColumnDecision.BY_FORM && plainPhone() ? Optional.of(0.4 + 0.4 * plain) : Optional.empty();
    }

    /** Dates, addresses of machines, seconds since 1970, amounts, identifiers with a checksum: all have as many digits as a number. */
    private boolean otherThanPhone() {
        boolean epoch = tally.share(Mark.EPOCH) >= 0.5 && tally.share(Mark.PLAIN_PHONE) < ColumnDecision.WITH_LABEL;
        return epoch
                || tally.share(Mark.DATE) >= ColumnDecision.BY_FORM
                || tally.share(Mark.FRACTION) >= ColumnDecision.BY_FORM
                || tally.share(Detector.IP_ADDRESS) >= ColumnDecision.BY_FORM
                || tally.share(Detector.US_SSN) >= ColumnDecision.BY_FORM
                || OTHER_TEN_OR_MORE.stream()
                        .anyMatch(other -> proven(other) && tally.share(other) >= ColumnDecision.BY_FORM);
    }

    private boolean plainPhone() {
        long valid = tally.count(Mark.PLAIN_PHONE);
        boolean nearlyAll = tally.count(Mark.NO_PLAIN_PHONE) <= 0.15 * valid;
        return nearlyAll && distinct >= 10 && tally.prefixes() >= SPREAD && !label.impersonal();
    }

    Optional<Double> birthDate() {
        boolean dates = type.date() || tally.share(Mark.DATE) >= ColumnDecision.BY_FORM;
        if (label.hints(Detector.BIRTH_DATE)) {
            boolean numbers = tally.share(Mark.YEAR) + tally.share(Mark.QUARTERS) >= ColumnDecision.BY_FORM;
            return dates ? Optional.of(0.95) : numbers ? Optional.of(0.8) : Optional.empty();
        }
        boolean untimed = tally.share(Mark.TIMED) < 0.1;
        boolean births = tally.years().likeBirths() && distinct * 4 > tally.values();
        return dates && untimed && births && label.saysNothing() ? Optional.of(0.6) : Optional.empty();
    }
}
