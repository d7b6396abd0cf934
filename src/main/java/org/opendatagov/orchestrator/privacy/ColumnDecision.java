package org.opendatagov.orchestrator.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides from label and values together. A form that tells by itself (an e-mail address) needs no label; a number that a
 * checksum passes by chance needs a share that chance does not give, or the label; a label alone decides nothing that the values
 * contradict. The thresholds are this project's own, set on generated tables (see DetectorsTest).
 */
final class ColumnDecision {
    /** Share of values that must fit where the label says so. */
    private static final double WITH_LABEL = 0.3;
    /** Share where the form tells by itself. */
    private static final double BY_FORM = 0.5;
    /** Share where a checksum passes by chance in one of ten, eleven or a hundred numbers. */
    private static final double BY_CHECKSUM = 0.9;
    /** Share of known names among the values of a column whose label says nothing. */
    private static final double KNOWN_NAMES = 0.4;

    private static final Set<Detector> TELLING_INSIDE = Set.of(
            Detector.EMAIL, Detector.US_SSN, Detector.CREDIT_CARD, Detector.IBAN, Detector.PHONE, Detector.IP_ADDRESS);

    private final Label label;
    private final String type;
    private final Tally tally;

    ColumnDecision(Label label, String physicalType, Tally tally) {
        this.label = label;
        this.type = physicalType.toUpperCase(Locale.ROOT);
        this.tally = tally;
    }

    ColumnVerdict verdict() {
        List<ClassMatch> classes = new ArrayList<>();
        for (Detector detector : Detector.values()) {
            confidence(detector).ifPresent(confidence -> classes.add(match(detector, confidence)));
        }
        Optional<String> special = tally.values() == 0 ? Optional.empty() : label.special();
        special.ifPresent(category -> classes.add(new ClassMatch(category, 0.7, tally.values(), tally.values(), 1)));
        dropWeaker(classes);
        classes.sort(
                Comparator.comparingDouble(ClassMatch::confidence).reversed().thenComparing(ClassMatch::name));
        return new ColumnVerdict(!classes.isEmpty(), special.isPresent(), classes, explanation(classes));
    }

    private ClassMatch match(Detector detector, double confidence) {
        long validating = Math.max(tally.valid(detector), 0) + tally.inside(detector);
        double share = tally.values() == 0 ? 0 : Math.min(1, (double) validating / tally.values());
        return new ClassMatch(
                detector.className(), rounded(confidence), tally.matching(detector), validating, rounded(share));
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    private Optional<Double> confidence(Detector detector) {
        double share = tally.share(detector);
        boolean hinted = label.hints(detector);
        return switch (detector) {
            case PERSON_NAME -> name(share, hinted);
            case GENDER -> gender(share, hinted);
            case DATE -> birthDate(hinted);
            case POSTAL_ADDRESS -> address(share, hinted);
            case PHONE -> phone(share, hinted);
            case US_SSN -> ssn(share, hinted);
            case CREDIT_CARD, IP_ADDRESS, EMAIL, IBAN, MAC_ADDRESS, ES_NIF, IT_FISCAL_CODE, UK_NINO, IN_PAN ->
                byForm(detector, share, hinted);
            case NHS_NUMBER, BR_CPF, PL_PESEL, IN_AADHAAR -> byChecksum(share, hinted);
        };
    }

    private Optional<Double> byForm(Detector detector, double share, boolean hinted) {
        boolean number = isNumber();
        if (hinted && share >= WITH_LABEL) {
            return Optional.of(0.6 + 0.4 * share);
        }
        double needed = number || detector == Detector.CREDIT_CARD ? 0.8 : BY_FORM;
        boolean contradicted = detector == Detector.IP_ADDRESS && label.impersonal();
        if (share >= needed && !contradicted) {
            return Optional.of(0.5 + 0.45 * share);
        }
        return number || contradicted ? Optional.empty() : rare(detector);
    }

    /** One such value inside text is enough: nothing of the column may leave unmasked. */
    private Optional<Double> rare(Detector detector) {
        boolean form = detector != Detector.CREDIT_CARD && detector.telling() && tally.valid(detector) > 0;
        boolean inside = TELLING_INSIDE.contains(detector) && tally.inside(detector) > 0;
        return form || inside ? Optional.of(0.5) : Optional.empty();
    }

    private static Optional<Double> byChecksum(double share, boolean hinted) {
        if (hinted && share >= WITH_LABEL) {
            return Optional.of(0.6 + 0.4 * share);
        }
        return share >= BY_CHECKSUM ? Optional.of(0.85) : Optional.empty();
    }

    private Optional<Double> ssn(double share, boolean hinted) {
        if (hinted && share >= WITH_LABEL) {
            return Optional.of(0.6 + 0.4 * share);
        }
        // Nine plain digits are a number like any other; with dashes in the right places they tell.
        boolean dashed = !isNumber() && tally.valid(Detector.US_SSN) > 0 && !plainDigits();
        if (dashed && share >= BY_FORM) {
            return Optional.of(0.5 + 0.4 * share);
        }
        boolean some = dashed || tally.inside(Detector.US_SSN) > 0;
        return some && !isNumber() ? Optional.of(0.5) : Optional.empty();
    }

    private boolean plainDigits() {
        return tally.matching(Detector.US_SSN) > 0 && tally.undashedSsn();
    }

    private Optional<Double> phone(double share, boolean hinted) {
        if (isDate()) {
            return Optional.empty();
        }
        if (hinted && tally.matchingShare(Detector.PHONE) >= WITH_LABEL) {
            return Optional.of(0.55 + 0.4 * share);
        }
        boolean formatted = !isNumber() && tally.formattedPhones() >= BY_FORM && !label.impersonal();
        if (formatted && share >= BY_FORM) {
            return Optional.of(0.4 + 0.4 * share);
        }
        return tally.inside(Detector.PHONE) > 0 && !isNumber() ? Optional.of(0.5) : Optional.empty();
    }

    private Optional<Double> name(double share, boolean hinted) {
        if (isNumber() || isDate()) {
            return Optional.empty();
        }
        if (hinted && tally.matchingShare(Detector.PERSON_NAME) >= 0.6) {
            return Optional.of(Math.min(0.99, 0.75 + 0.25 * share));
        }
        return share >= KNOWN_NAMES && !label.impersonal() ? Optional.of(0.4 + 0.4 * share) : Optional.empty();
    }

    private static Optional<Double> gender(double share, boolean hinted) {
        if (hinted && share >= 0.5) {
            return Optional.of(0.6 + 0.39 * share);
        }
        return Optional.empty();
    }

    private Optional<Double> birthDate(boolean hinted) {
        boolean dates = isDate() || tally.share(Detector.DATE) >= BY_FORM;
        return hinted && dates && tally.values() > 0 ? Optional.of(0.95) : Optional.empty();
    }

    private Optional<Double> address(double share, boolean hinted) {
        if (isNumber() || isDate() || label.hints(Detector.EMAIL) || label.hints(Detector.IP_ADDRESS)) {
            return Optional.empty();
        }
        if (hinted && share >= 0.1) {
            return Optional.of(0.7 + 0.3 * share);
        }
        return share >= BY_FORM ? Optional.of(0.4 + 0.4 * share) : Optional.empty();
    }

    /** Where one class is sure, those that the same values fit by chance are left out. */
    private static void dropWeaker(List<ClassMatch> classes) {
        double best = classes.stream().mapToDouble(ClassMatch::confidence).max().orElse(0);
        if (best >= 0.9) {
            classes.removeIf(match -> match.confidence() < 0.75);
        }
    }

    private boolean isNumber() {
        return type.contains("INT") || type.startsWith("DECIMAL") || type.equals("DOUBLE") || type.equals("FLOAT");
    }

    private boolean isDate() {
        return type.startsWith("DATE") || type.startsWith("TIME");
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
                        first.share() < 0.3 ? "; any one makes the column personal" : "");
    }
}
