package org.opendatagov.orchestrator.privacy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Locale;
import java.util.regex.Matcher;
import org.apache.commons.validator.routines.DomainValidator;
import org.apache.commons.validator.routines.InetAddressValidator;
import org.iban4j.Iban4jException;
import org.iban4j.IbanUtil;

/** Looks at one value for each class; {@link Look} says how far it got. */
final class ValueDetectors {
    private static final DomainValidator DOMAINS = DomainValidator.getInstance();
    private static final InetAddressValidator ADDRESSES = InetAddressValidator.getInstance();
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    /** How far a value fits a class. */
    enum Look {
        NOTHING,
        /** The form fits, the check does not. */
        MATCHES,
        /** The whole value is one. */
        VALID,
        /** It is somewhere inside a longer text. */
        INSIDE
    }

    private ValueDetectors() {}

    static Look email(String value) {
        Matcher matcher = Patterns.EMAIL.matcher(value);
        while (matcher.find()) {
            String suffix = value.substring(value.lastIndexOf('.', matcher.end() - 1) + 1, matcher.end());
            if (DOMAINS.isValidTld(suffix.toLowerCase(Locale.ROOT))
                    || suffix.equalsIgnoreCase("test")
                    || suffix.equalsIgnoreCase("example")) {
                return whole(matcher, value);
            }
        }
        return Look.NOTHING;
    }

    private static Look whole(Matcher matcher, String value) {
        return matcher.start() == 0 && matcher.end() == value.length() ? Look.VALID : Look.INSIDE;
    }

    static Look card(String value) {
        Matcher matcher = Patterns.CARD.matcher(value);
        Look best = Look.NOTHING;
        while (matcher.find()) {
            String digits = digits(matcher.group());
            if (Checksums.card(digits)) {
                return whole(matcher, value);
            }
            best = Look.MATCHES;
        }
        return best;
    }

    static Look ssn(String value) {
        if (value.length() == 9 && digits(value).length() == 9) {
            return Checksums.ssn(value) ? Look.VALID : Look.MATCHES;
        }
        Matcher matcher = Patterns.SSN.matcher(value);
        while (matcher.find()) {
            if (Checksums.ssn(digits(matcher.group()))) {
                return whole(matcher, value);
            }
        }
        return Look.NOTHING;
    }

    static Look iban(String value) {
        Matcher matcher = Patterns.IBAN.matcher(value);
        while (matcher.find()) {
            try {
                IbanUtil.validate(matcher.group().replace(" ", ""));
                return whole(matcher, value);
            } catch (Iban4jException e) {
                // Not an IBAN: look further in the text.
            }
        }
        return Look.NOTHING;
    }

    static Look ip(String value, ValueShape shape) {
        if (shape.colons() >= 2) {
            return ADDRESSES.isValidInet6Address(value) && shape.length() > 3 ? Look.VALID : Look.NOTHING;
        }
        Matcher matcher = Patterns.IPV4.matcher(value);
        while (matcher.find()) {
            if (ADDRESSES.isValidInet4Address(matcher.group())) {
                return whole(matcher, value);
            }
        }
        return Look.NOTHING;
    }

    static Look mac(String value) {
        return Patterns.MAC.matcher(value).matches() ? Look.VALID : Look.NOTHING;
    }

    /** A number that libphonenumber takes for valid: international with {@code +}, else in the United States' plan. */
    static Look phone(String value) {
        String number = value.strip();
        if (number.startsWith("+") || number.startsWith("00")) {
            String plus = number.startsWith("00") ? "+" + number.substring(2) : number;
            return validPhone(plus, "ZZ") ? Look.VALID : Look.MATCHES;
        }
        Matcher inside = Patterns.PHONE.matcher(value);
        if (inside.find()) {
            return validPhone(inside.group(), "ZZ") ? Look.INSIDE : Look.NOTHING;
        }
        return validPhone(number, "US") ? Look.VALID : Look.MATCHES;
    }

    private static boolean validPhone(String number, String region) {
        try {
            return PHONES.isValidNumber(PHONES.parse(number, region));
        } catch (NumberParseException e) {
            return false;
        }
    }

    static Look form(java.util.regex.Pattern pattern, String value) {
        return pattern.matcher(value).matches() ? Look.VALID : Look.NOTHING;
    }

    static Look nif(String value) {
        return Patterns.NIF.matcher(value).matches() && Checksums.nif(value) ? Look.VALID : Look.NOTHING;
    }

    static Look name(String value) {
        if (!Patterns.NAME.matcher(value).matches()) {
            return Look.NOTHING;
        }
        String lower = value.toLowerCase(Locale.ROOT);
        if (Words.NAMES.contains(lower)) {
            return Look.VALID;
        }
        for (String word : lower.split("[ .'-]+", -1)) {
            if (Words.NAMES.contains(word)) {
                return Look.VALID;
            }
        }
        return Look.MATCHES;
    }

    static Look address(String value) {
        for (String word : value.toLowerCase(Locale.ROOT).split("[ ,.]+", -1)) {
            if (Words.STREETS.contains(word) || word.endsWith("straße") || word.endsWith("strasse")) {
                return Look.VALID;
            }
        }
        return Look.NOTHING;
    }

    static Look gender(String value) {
        return Words.GENDERS.contains(value.strip().toLowerCase(Locale.ROOT)) ? Look.VALID : Look.NOTHING;
    }

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
}
