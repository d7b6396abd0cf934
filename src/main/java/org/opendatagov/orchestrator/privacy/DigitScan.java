package org.opendatagov.orchestrator.privacy;

import java.time.LocalDate;
import java.util.OptionalLong;

/** Looks at values with digits: identifiers by their number of digits, then telephone numbers and dates. */
final class DigitScan {
    private static final long EPOCH_FROM = 978_307_200;
    private static final long EPOCH_TO = 2_147_483_647;

    private final Tally tally;
    private final ValueShape shape;
    private final boolean number;

    /** @param number whether the column's type is a number, which drops leading zeros */
    DigitScan(Tally tally, ValueShape shape, boolean number) {
        this.tally = tally;
        this.shape = shape;
        this.number = number;
    }

    void accept(String value, long occurrences) {
        int digits = shape.digits();
        if (shape.length() == 9 && shape.letters() >= 1 && digits >= 7) {
            tally.add(Detector.ES_NIF, TextForms.nif(value), occurrences);
        }
        if (digits >= 9 && (shape.dashes() >= 2 || shape.spaces() >= 2)) {
            tally.add(Detector.US_SSN, NumberForms.ssn(value), occurrences);
            tally.add(Detector.US_ITIN, NumberForms.itin(value), occurrences);
        }
        if (digits >= 13) {
            tally.add(Detector.CREDIT_CARD, NumberForms.card(value), occurrences);
        }
        if (shape.numberLike() && value.charAt(0) != '-') {
            whole(value, occurrences);
        } else if (digits >= 10 && shape.length() > 11) {
            tally.add(Detector.PHONE, NumberForms.phoneInside(value), occurrences);
        }
    }

    private void whole(String value, long occurrences) {
        String plain = NumberForms.digits(value);
        if (shape.length() == shape.digits()) {
            plain(plain, occurrences);
        }
        String padded =
                number && plain.length() >= 7 && plain.length() < 9 ? "0".repeat(9 - plain.length()) + plain : plain;
        IdentifierForms.look(padded, (detector, look) -> tally.add(detector, look, occurrences));
        if (number && plain.length() == 10 && Checksums.cpf("0" + plain)) {
            tally.add(Detector.BR_CPF, Look.VALID, occurrences);
        }
        if (number && plain.length() == 10 && Checksums.pesel("0" + plain)) {
            tally.add(Detector.PL_PESEL, Look.VALID, occurrences);
        }
    }

    private void plain(String digits, long occurrences) {
        if (digits.length() == 9 || (number && digits.length() >= 7 && digits.length() < 9)) {
            String nine = "0".repeat(9 - digits.length()) + digits;
            Look look = NumberForms.plainSsn(nine);
            tally.add(Detector.US_SSN, look == Look.VALID ? Look.MATCHES : Look.NOTHING, occurrences);
            if (look != Look.NOTHING) {
                tally.mark(look == Look.VALID ? Mark.PLAIN_SSN : Mark.NO_PLAIN_SSN, occurrences);
                tally.area(nine.charAt(0));
            }
        }
        long epoch = digits.length() == 13 ? Long.parseLong(digits) / 1000 : number(digits);
        if (epoch >= EPOCH_FROM && epoch <= EPOCH_TO && (digits.length() == 10 || digits.length() == 13)) {
            tally.mark(Mark.EPOCH, occurrences);
        }
    }

    private static long number(String digits) {
        return digits.length() > 15 ? 0 : Long.parseLong(digits);
    }

    /** What takes long to look at. */
    void slow(Tally found, String value, long occurrences) {
        int digits = shape.digits();
        if (shape.numberLike()) {
            found.mark(Mark.NUMBER, occurrences);
        }
        if (digits >= 7 && digits <= 15 && (shape.numberLike() || value.startsWith("+"))) {
            phone(found, value, digits, occurrences);
        }
        if (shape.digits() + shape.dashes() == shape.length() && shape.length() <= 14) {
            since1970(found, value, occurrences);
        }
        if (shape.letters() <= 10 && shape.length() <= 35) {
            date(found, value, occurrences);
        }
    }

    private void phone(Tally found, String value, int digits, long occurrences) {
        boolean plain = shape.length() == digits;
        boolean fraction = shape.dots() == 1 && shape.length() == digits + 1 + shape.dashes() && shape.dashes() < 2;
        if (fraction) {
            found.mark(Mark.FRACTION, occurrences);
            return;
        }
        Look look = NumberForms.phone(value);
        found.add(Detector.PHONE, look, occurrences);
        if (!plain) {
            found.mark(Mark.WRITTEN_PHONE, occurrences);
        } else if (digits >= 10 && digits <= 13) {
            boolean valid = NumberForms.plainPhone(value) == Look.VALID;
            found.mark(valid ? Mark.PLAIN_PHONE : Mark.NO_PLAIN_PHONE, occurrences);
            found.prefix(value);
        }
    }

    /** Seconds or milliseconds since 1970; midnights in UTC are dates. */
    private static void since1970(Tally found, String value, long occurrences) {
        OptionalLong seconds = DateForms.quarters(value);
        if (seconds.isEmpty()) {
            return;
        }
        found.mark(Mark.QUARTERS, occurrences);
        if (seconds.getAsLong() % 86_400 == 0) {
            found.mark(Mark.DATE, occurrences);
            found.year(LocalDate.ofEpochDay(seconds.getAsLong() / 86_400).getYear(), occurrences);
        }
    }

    private static void date(Tally found, String value, long occurrences) {
        int year = DateForms.year(value);
        if (year != 0) {
            found.mark(Mark.DATE, occurrences);
            if (year > 0) {
                found.year(year, occurrences);
            }
        } else if (value.length() == 4 && (value.startsWith("19") || value.startsWith("20"))) {
            found.mark(Mark.YEAR, occurrences);
        }
        if (DateForms.timed(value)) {
            found.mark(Mark.TIMED, occurrences);
        }
    }
}
