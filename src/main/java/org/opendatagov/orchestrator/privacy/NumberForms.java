package org.opendatagov.orchestrator.privacy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.List;
import java.util.regex.Matcher;

/** Looks at one value for classes that are written in digits. */
final class NumberForms {
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    /** Whose national numbers begin with a zero or an area code in brackets. */
    private static final List<String> TRUNK_REGIONS = List.of("GB", "FR", "DE", "IT", "AU", "BR", "NL", "IN");

    private NumberForms() {}

    static String digits(String value) {
        StringBuilder digits = new StringBuilder(value.length());
        for (int index = 0; index < value.length(); index++) {
            char character = value.charAt(index);
            if (character >= '0' && character <= '9') {
                digits.append(character);
            }
        }
        return digits.toString();
    }

    static Look card(String value) {
        Matcher matcher = Patterns.CARD.matcher(value);
        Look best = Look.NOTHING;
        while (matcher.find()) {
            if (Checksums.card(digits(matcher.group()))) {
                return TextForms.whole(matcher, value);
            }
            best = Look.MATCHES;
        }
        return best;
    }

    /** Three, two and four digits with dashes or blanks between; without them see {@link #plainSsn}. */
    static Look ssn(String value) {
        Matcher matcher = Patterns.SSN.matcher(value);
        Look best = Look.NOTHING;
        while (matcher.find()) {
            if (Checksums.ssn(digits(matcher.group()))) {
                return TextForms.whole(matcher, value);
            }
            best = Look.MATCHES;
        }
        return best;
    }

    static Look itin(String value) {
        Matcher matcher = Patterns.SSN.matcher(value);
        return matcher.matches() && Checksums.itin(digits(value)) ? Look.VALID : Look.NOTHING;
    }

    /** Nine digits; one digit nine times and the like are placeholders and tell nothing. */
    static Look plainSsn(String digits) {
        boolean placeholder =
                digits.chars().distinct().count() == 1 || digits.equals("123456789") || digits.equals("987654321");
        return placeholder ? Look.NOTHING : Look.of(Checksums.ssn(digits));
    }

    /** A whole number that libphonenumber takes for valid: international with {@code +} or {@code 00}, else by the plan it is written for. */
    static Look phone(String value) {
        String number = value.strip();
        if (number.startsWith("+") || number.startsWith("00")) {
            String plus = number.startsWith("00") ? "+" + number.substring(2) : number;
            return Look.of(valid(plus, "ZZ"));
        }
        if (valid(number, "US")) {
            return Look.VALID;
        }
        boolean trunk = number.startsWith("0") || number.startsWith("(");
        boolean written = number.length() > digits(number).length();
        return Look.of(trunk && written && TRUNK_REGIONS.stream().anyMatch(region -> valid(number, region)));
    }

    /** A number of ten to thirteen plain digits: North American, or international without its plus. */
    static Look plainPhone(String digits) {
        return Look.of(digits.length() == 10 ? valid(digits, "US") : valid("+" + digits, "ZZ"));
    }

    static Look phoneInside(String value) {
        Matcher inside = Patterns.PHONE.matcher(value);
        while (inside.find()) {
            if (valid(inside.group(), "US")) {
                return Look.INSIDE;
            }
        }
        return Look.NOTHING;
    }

    private static boolean valid(String number, String region) {
        try {
            return PHONES.isValidNumber(PHONES.parse(number, region));
        } catch (NumberParseException e) {
            return false;
        }
    }
}
