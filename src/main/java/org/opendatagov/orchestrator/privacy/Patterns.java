package org.opendatagov.orchestrator.privacy;

import java.util.regex.Pattern;

/** Forms of identifiers, alone and inside text. */
final class Patterns {
    /** RFC 5321's and RFC 6531's mailbox, bounded. */
    static final Pattern EMAIL = Pattern.compile(
            "[\\p{L}\\p{N}._%+'-]{1,64}@(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,62})\\.){1,8}\\p{L}[\\p{L}\\p{N}-]{1,23}(?![\\p{L}\\p{N}-])");

    static final Pattern SSN = Pattern.compile("(?<![\\w-])\\d{3}([- ])\\d{2}\\1\\d{4}(?![\\w-])");
    static final Pattern CARD = Pattern.compile("(?<![\\w.-])\\d(?:[ -]?\\d){12,18}(?![\\w-]|\\.\\d)");
    static final Pattern IPV4 = Pattern.compile("(?<![\\w.])(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\w.]*\\w)");
    static final Pattern IBAN =
            Pattern.compile("(?<![A-Z0-9])[A-Z]{2}\\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,4})?(?![A-Z0-9])");
    static final Pattern MAC =
            Pattern.compile("(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}|[0-9A-Fa-f]{4}(?:\\.[0-9A-Fa-f]{4}){2}");
    /** Inside text: with a country code, or as North Americans write it. */
    static final Pattern PHONE = Pattern.compile("(?<![\\w+])\\+\\d{1,3}[ ().\\d-]{6,16}\\d(?!\\w)"
            + "|(?<![\\w.+-])(?:\\(\\d{3}\\) ?|\\d{3}[-.])\\d{3}[-.]\\d{4}(?![\\w-])");

    static final Pattern NIF = Pattern.compile("[0-9XYZ]\\d{7}[A-Z]");
    static final Pattern FISCAL_CODE = Pattern.compile("[A-Z]{6}\\d{2}[ABCDEHLMPRST]\\d{2}[A-Z]\\d{3}[A-Z]");
    static final Pattern TWO_LETTERS_SIX_DIGITS = Pattern.compile("[A-Z]{2} ?\\d{2} ?\\d{2} ?\\d{2} ?[A-Z]");
    /** HMRC: two letters (not D, F, I, Q, U, V; second not O), six digits, A to D. */
    static final Pattern NINO = Pattern.compile(
            "(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]");

    static final Pattern FIVE_LETTERS_FOUR_DIGITS = Pattern.compile("[A-Z]{5}\\d{4}[A-Z]");
    /** Income Tax Department of India: the fourth letter tells the holder's kind. */
    static final Pattern PAN = Pattern.compile("[A-Z]{3}[ABCFGHLJPT][A-Z]\\d{4}[A-Z]");
    /** DEA: the registrant's kind, a letter of the name, seven digits. */
    static final Pattern DEA = Pattern.compile("[ABCDEFGHJKLMPRSTUX][A-Z]\\d{7}");

    static final Pattern DOCUMENT = Pattern.compile("[A-Z]{0,3} ?\\d[A-Z0-9 -]{4,14}");
    static final Pattern ACCOUNT = Pattern.compile("(?:[A-Z]{2}\\d{2})?[ -]?\\d[\\d -]{4,20}\\d");
    static final Pattern USER_NAME = Pattern.compile("@?\\p{L}[\\p{L}\\p{N}._-]{2,29}");
    static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{M}.,'’ -]{0,59}");

    private Patterns() {}
}
