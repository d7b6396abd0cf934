package org.opendatagov.orchestrator.privacy;

import java.util.regex.Pattern;

/** Forms of identifiers inside text. */
final class Patterns {
    /** RFC 5322's dot-atom, bounded, with a suffix of letters. */
    static final Pattern EMAIL = Pattern.compile(
            "[A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9-])");

    static final Pattern SSN = Pattern.compile("(?<![\\d-])\\d{3}-\\d{2}-\\d{4}(?![\\d-])");
    static final Pattern CARD = Pattern.compile("(?<![\\d.-])\\d(?:[ -]?\\d){12,18}(?![\\d.-])");
    static final Pattern IPV4 = Pattern.compile("(?<![\\d.])(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\d.])");
    static final Pattern IBAN =
            Pattern.compile("(?<![A-Z0-9])[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?![A-Z0-9])");
    static final Pattern MAC = Pattern.compile("(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}");
    static final Pattern PHONE = Pattern.compile("(?<![\\w+])\\+\\d{1,3}[ ().\\d-]{6,16}\\d(?!\\w)");
    static final Pattern NIF = Pattern.compile("[0-9XYZ]\\d{7}[A-Z]");
    static final Pattern FISCAL_CODE = Pattern.compile("[A-Z]{6}\\d{2}[ABCDEHLMPRST]\\d{2}[A-Z]\\d{3}[A-Z]");
    /** HMRC: two letters (not D, F, I, Q, U, V; second not O), six digits, A to D. */
    static final Pattern NINO = Pattern.compile(
            "(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]");

    static final Pattern PAN = Pattern.compile("[A-Z]{3}[ABCFGHLJPT][A-Z]\\d{4}[A-Z]");
    static final Pattern DATE = Pattern.compile(
            "\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.](?:\\d{4}|\\d{2})|\\d{4}-\\d{2}-\\d{2}[T ].*|(?:19|20)\\d{6}");
    static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}.'’ -]{0,59}");

    private Patterns() {}
}
