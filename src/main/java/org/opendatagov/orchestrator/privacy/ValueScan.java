package org.opendatagov.orchestrator.privacy;

import org.opendatagov.orchestrator.privacy.ValueDetectors.Look;

/**
 * Looks at every value of a column: one pass over its characters, then only the detectors that such a shape can concern. Slow
 * detectors (phone numbers, names) look closely at the first {@value #CLOSE} candidates and at every 64th behind; their
 * counts are then scaled, and say so by staying behind those of the others.
 */
final class ValueScan implements ColumnScan {
    private static final int CLOSE = 20_000;

    private final Label label;
    private final String physicalType;
    private final ValueShape shape = new ValueShape();
    private final Tally tally = new Tally();
    private final Candidates phones = new Candidates();
    private final Candidates names = new Candidates();

    /** Which of many candidates are looked at closely, and for how many each of those stands. */
    private static final class Candidates {
        private long seen;

        long weight() {
            seen++;
            if (seen <= CLOSE) {
                return 1;
            }
            return seen % 64 == 0 ? 64 : 0;
        }
    }

    ValueScan(String column, String physicalType) {
        this.label = new Label(column);
        this.physicalType = physicalType;
    }

    @Override
    public void accept(String value, long occurrences) {
        if (value.isBlank()) {
            return;
        }
        tally.value(occurrences);
        shape.look(value);
        text(value, occurrences);
        if (shape.digits() > 0) {
            numbers(value, occurrences);
        }
        words(value, occurrences);
    }

    private void text(String value, long occurrences) {
        if (shape.hasAt() && shape.dots() > 0) {
            tally.add(Detector.EMAIL, ValueDetectors.email(value), occurrences);
        }
        if ((shape.dots() >= 3 && shape.digits() >= 4) || (shape.colons() >= 2 && shape.length() <= 45)) {
            tally.add(Detector.IP_ADDRESS, ValueDetectors.ip(value, shape), occurrences);
        }
        if (shape.length() == 17 && (shape.colons() == 5 || shape.dashes() == 5)) {
            tally.add(Detector.MAC_ADDRESS, ValueDetectors.mac(value), occurrences);
        }
        if (shape.letters() >= 2 && shape.digits() >= 2) {
            codes(value, occurrences);
        }
    }

    private void codes(String value, long occurrences) {
        if (shape.digits() >= 6 && shape.length() >= 15) {
            tally.add(Detector.IBAN, ValueDetectors.iban(value), occurrences);
        }
        switch (shape.length()) {
            case 9, 13 -> tally.add(Detector.UK_NINO, ValueDetectors.form(Patterns.NINO, value), occurrences);
            case 10 -> tally.add(Detector.IN_PAN, ValueDetectors.form(Patterns.PAN, value), occurrences);
            case 16 ->
                tally.add(Detector.IT_FISCAL_CODE, ValueDetectors.form(Patterns.FISCAL_CODE, value), occurrences);
            default -> {
                // No code of such a length.
            }
        }
    }

    private void numbers(String value, long occurrences) {
        int digits = shape.digits();
        if (shape.length() == 9 && shape.letters() >= 1 && digits >= 7) {
            tally.add(Detector.ES_NIF, ValueDetectors.nif(value), occurrences);
        }
        if (digits >= 9 && (shape.dashes() >= 2 || shape.length() == 9)) {
            tally.add(Detector.US_SSN, ValueDetectors.ssn(value), occurrences);
            if (digits == 9 && shape.length() == 9) {
                tally.plainNineDigits(occurrences);
            }
        }
        if (digits >= 13) {
            tally.add(Detector.CREDIT_CARD, ValueDetectors.card(value), occurrences);
        }
        if (shape.numberLike()) {
            identifiers(value, digits, occurrences);
        }
        phone(value, digits, occurrences);
        if (digits >= 4 && shape.letters() <= 2 && shape.length() <= 35) {
            tally.add(Detector.DATE, ValueDetectors.form(Patterns.DATE, value), occurrences);
        }
    }

    private void identifiers(String value, int digits, long occurrences) {
        String number = ValueDetectors.digits(value);
        switch (digits) {
            case 10 -> tally.add(Detector.NHS_NUMBER, look(Checksums.nhs(number)), occurrences);
            case 11 -> {
                tally.add(Detector.BR_CPF, look(Checksums.cpf(number)), occurrences);
                tally.add(Detector.PL_PESEL, look(Checksums.pesel(number)), occurrences);
            }
            case 12 -> tally.add(Detector.IN_AADHAAR, look(Checksums.aadhaar(number)), occurrences);
            default -> {
                // No identifier of such a length.
            }
        }
    }

    private static Look look(boolean valid) {
        return valid ? Look.VALID : Look.MATCHES;
    }

    private void phone(String value, int digits, long occurrences) {
        boolean plus = value.indexOf('+') >= 0;
        if (digits < 7 || (digits > 15 && !plus) || !(shape.numberLike() || plus)) {
            return;
        }
        long weight = phones.weight();
        if (weight > 0) {
            tally.add(Detector.PHONE, ValueDetectors.phone(value), occurrences * weight);
            if (plus || shape.length() > digits) {
                tally.phoneWritten(occurrences * weight);
            }
        }
    }

    private void words(String value, long occurrences) {
        if (shape.letters() == 0 || shape.length() > 80) {
            return;
        }
        long weight = names.weight();
        if (weight == 0) {
            return;
        }
        if (shape.digits() == 0) {
            tally.add(Detector.PERSON_NAME, ValueDetectors.name(value), occurrences * weight);
            if (shape.length() <= 12) {
                tally.add(Detector.GENDER, ValueDetectors.gender(value), occurrences * weight);
            }
        } else if (shape.spaces() > 0) {
            tally.add(Detector.POSTAL_ADDRESS, ValueDetectors.address(value), occurrences * weight);
        }
    }

    @Override
    public ColumnVerdict verdict() {
        return new ColumnDecision(label, physicalType, tally).verdict();
    }
}
