package org.opendatagov.orchestrator.privacy;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.DomainValidator;
import org.apache.commons.validator.routines.InetAddressValidator;
import org.iban4j.Iban4jException;
import org.iban4j.IbanUtil;

/** Looks at one value for classes whose form tells: addresses of mail and machines, accounts. */
final class TextForms {
    private static final DomainValidator DOMAINS = DomainValidator.getInstance();
    private static final InetAddressValidator ADDRESSES = InetAddressValidator.getInstance();
    /** Suffixes kept for examples and tests (RFC 2606). */
    private static final Set<String> RESERVED = Set.of("test", "example", "invalid");

    private TextForms() {}

    static Look whole(Matcher matcher, String value) {
        return matcher.start() == 0 && matcher.end() == value.length() ? Look.VALID : Look.INSIDE;
    }

    static Look form(Pattern pattern, String value) {
        return pattern.matcher(value).matches() ? Look.VALID : Look.NOTHING;
    }

    /** A real suffix makes an address; without one (an internal host) only the form fits. */
    static Look email(String value) {
        Matcher matcher = Patterns.EMAIL.matcher(value);
        Look best = Look.NOTHING;
        while (matcher.find()) {
            String suffix = value.substring(value.lastIndexOf('.', matcher.end() - 1) + 1, matcher.end())
                    .toLowerCase(Locale.ROOT);
            if (DOMAINS.isValidTld(suffix) || RESERVED.contains(suffix)) {
                return whole(matcher, value);
            }
            best = Look.MATCHES;
        }
        return best;
    }

    static Look iban(String value) {
        String upper = value.toUpperCase(Locale.ROOT);
        Matcher matcher = Patterns.IBAN.matcher(upper);
        while (matcher.find()) {
            try {
                IbanUtil.validate(matcher.group().replaceAll("[ -]", ""));
                return whole(matcher, upper);
            } catch (Iban4jException e) {
                // Not an IBAN: look further in the text.
            }
        }
        return Look.NOTHING;
    }

    static Look ip(String value, ValueShape shape) {
        if (shape.colons() >= 2) {
            return shape.length() > 3 && ADDRESSES.isValidInet6Address(value) ? Look.VALID : Look.NOTHING;
        }
        Matcher matcher = Patterns.IPV4.matcher(value);
        while (matcher.find()) {
            if (ADDRESSES.isValidInet4Address(matcher.group())) {
                return whole(matcher, value);
            }
        }
        return Look.NOTHING;
    }

    /** Whether an address is no version number: those of software stay below a hundred in each place. */
    static boolean noVersion(String value) {
        if (value.indexOf(':') >= 0) {
            return true;
        }
        Matcher matcher = Patterns.IPV4.matcher(value);
        while (matcher.find()) {
            for (String part : matcher.group().split("\\.", -1)) {
                if (part.length() == 3) {
                    return true;
                }
            }
        }
        return false;
    }

    static Look nif(String value) {
        return Patterns.NIF.matcher(value).matches() ? Look.of(Checksums.nif(value)) : Look.NOTHING;
    }

    static Look fiscalCode(String value) {
        return Patterns.FISCAL_CODE.matcher(value).matches()
                ? Look.of(NationalChecksums.fiscalCode(value))
                : Look.NOTHING;
    }

    static Look nino(String value) {
        return strict(Patterns.TWO_LETTERS_SIX_DIGITS, Patterns.NINO, value);
    }

    static Look pan(String value) {
        return strict(Patterns.FIVE_LETTERS_FOUR_DIGITS, Patterns.PAN, value);
    }

    private static Look strict(Pattern loose, Pattern strict, String value) {
        return loose.matcher(value).matches() ? Look.of(strict.matcher(value).matches()) : Look.NOTHING;
    }

    static Look dea(String value) {
        return Patterns.DEA.matcher(value).matches() ? Look.of(NationalChecksums.dea(value)) : Look.NOTHING;
    }
}
