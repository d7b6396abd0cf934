package org.opendatagov.orchestrator.privacy;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.InetAddressValidator;

/**
 * Forms of personal values inside longer text. They take more than the detectors of columns do, which have many values to go by: what only
 * looks like one is taken for one.
 */
record TextForm(String className, Pattern pattern, Predicate<String> check) {
    static final List<TextForm> ALL = List.of(
            form(
                    "EMAIL",
                    "[\\p{L}\\p{N}._%+'-]{1,64}(?:@|%40)(?:[\\p{L}\\p{N}-]{1,63}\\.){1,8}\\p{L}{2,24}",
                    any -> true),
            form(
                    "IBAN",
                    "(?i)(?<![A-Z0-9])[A-Z]{2}\\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,4})?(?![A-Z0-9])",
                    text -> TextForms.iban(text) != Look.NOTHING),
            form("CRYPTO_ADDRESS", "(?<![\\w])[A-Za-z0-9]{26,74}(?![\\w])", CryptoAddresses::valid),
            form("MAC_ADDRESS", "(?<![\\w:-])(?:" + Patterns.MAC.pattern() + ")(?![\\w:-])", any -> true),
            form(
                    "IP_ADDRESS",
                    "(?<![\\w.:])(?:(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\w.]*\\w)|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\\w:]))",
                    TextForm::address),
            form("CREDIT_CARD", Patterns.CARD.pattern(), text -> Checksums.luhn(NumberForms.digits(text))),
            form("US_SSN", Patterns.SSN.pattern(), any -> true),
            form("IT_FISCAL_CODE", "(?i)(?<!\\w)" + Patterns.FISCAL_CODE.pattern() + "(?!\\w)", any -> true),
            form(
                    "ES_NIF",
                    "(?i)(?<!\\w)" + Patterns.NIF.pattern() + "(?!\\w)",
                    text -> Checksums.nif(text.toUpperCase(Locale.ROOT))),
            form("UK_NINO", "(?<!\\w)" + Patterns.NINO.pattern() + "(?!\\w)", any -> true),
            form("IN_PAN", "(?<!\\w)" + Patterns.PAN.pattern() + "(?!\\w)", any -> true),
            form("US_DEA", "(?<!\\w)" + Patterns.DEA.pattern() + "(?!\\w)", NationalChecksums::dea),
            form(
                    "PHONE",
                    "(?<![\\w+.])(?:\\+|00)\\d{1,3}[ ().\\d/-]{5,17}\\d(?!\\w)|(?<![\\w.+-])(?:\\(\\d{2,4}\\) ?|\\d{3,4}[-. ])\\d{3,4}[-. ]\\d{3,4}(?![\\w-])",
                    TextForm::phone),
            form("IDENTIFIER", "(?<![\\w.,+-])\\d(?:[ ./-]?\\d){8,14}(?![\\w]|[.,]\\d)", TextForm::identifier));

    private static TextForm form(String className, String pattern, Predicate<String> check) {
        return new TextForm(className, Pattern.compile(pattern), check);
    }

    private static boolean address(String text) {
        InetAddressValidator addresses = InetAddressValidator.getInstance();
        return text.indexOf(':') >= 0
                ? text.length() > 4 && addresses.isValidInet6Address(text)
                : addresses.isValidInet4Address(text);
    }

    private static boolean phone(String text) {
        int digits = NumberForms.digits(text).length();
        return digits >= 9 && digits <= 15 && (NumberForms.phone(text) == Look.VALID || text.startsWith("("));
    }

    /** Nine to fifteen digits whose check digit, or area, is right for any identifier of that length. */
    private static boolean identifier(String text) {
        String digits = NumberForms.digits(text);
        boolean[] found = {digits.length() == 9 && NumberForms.plainSsn(digits) == Look.VALID};
        IdentifierForms.look(digits, (detector, look) -> found[0] |= look == Look.VALID);
        return found[0] || (digits.length() >= 10 && NumberForms.plainPhone(digits) == Look.VALID);
    }
}
