package org.opendatagov.orchestrator.privacy;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the year of what is written as a date. */
final class DateForms {
    private static final String MONTH =
            "(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|janv|févr|mars|avr|mai|juin|juil|août|fev|abr|ago|set|out|dez|ene|dic|mär|okt)\\p{L}*\\.?";
    private static final Pattern DATE = Pattern.compile("(?<a>\\d{4})(?<s>[-/.])\\d{1,2}\\k<s>\\d{1,2}(?:[T ].+)?"
            + "|\\d{1,2}(?<t>[-/.])\\d{1,2}\\k<t>(?<b>\\d{4}|\\d{2})(?: .+)?"
            + "|(?<c>(?:18|19|20)\\d{2})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])"
            + "|\\d{1,2}[ .-]+" + MONTH + "[ ,-]+(?<d>\\d{4})|" + MONTH + " \\d{1,2},? +(?<e>\\d{4})");
    private static final Pattern MIDNIGHT = Pattern.compile("[T ]00:00(:00(\\.0+)?)?(Z|[+-]00:?00)?");
    private static final Pattern NUMBER = Pattern.compile("-?[1-9]\\d{5,12}");
    private static final String[] YEARS = {"a", "b", "c", "d", "e"};

    private DateForms() {}

    /** The year, 0 where the value is no date, -1 where its year has two digits. */
    static int year(String value) {
        Matcher matcher = DATE.matcher(value);
        if (!matcher.matches()) {
            return 0;
        }
        for (String group : YEARS) {
            String year = matcher.group(group);
            if (year != null) {
                return year.length() == 4 ? Integer.parseInt(year) : -1;
            }
        }
        return 0;
    }

    /** Whole quarters of an hour since 1970, in seconds: of other numbers one in 900 is that. */
    static OptionalLong quarters(String value) {
        if (!NUMBER.matcher(value).matches()) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(value);
        long unit = value.length() >= 11 && number % 1000 == 0 ? 1000 : 1;
        return number % (900 * unit) == 0 ? OptionalLong.of(number / unit) : OptionalLong.empty();
    }

    /** Whether a date has a time of day: dates of birth have none, or midnight. */
    static boolean timed(String value) {
        int colon = value.indexOf(':');
        return colon > 10 && !MIDNIGHT.matcher(value.substring(10)).matches();
    }
}
