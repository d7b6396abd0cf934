package org.opendatagov.orchestrator.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Text and figures as people read them. Names come from files and may hold anything. */
final class Plain {
    /** A longer name or sentence is cut: a table must stay a table. */
    private static final int LONGEST = 400;

    /** Columns that a page shows; the others are in the JSON form. */
    static final int MOST_COLUMNS = 200;

    private static final BigDecimal CENT = new BigDecimal("0.01");

    private Plain() {}

    /** On one line, without what a terminal or a page would obey, and not too long. */
    static String text(String value) {
        StringBuilder plain = new StringBuilder();
        value.codePoints().limit(LONGEST).forEach(point -> plain.appendCodePoint(shown(point)));
        return value.codePointCount(0, value.length()) > LONGEST ? plain + "…" : plain.toString();
    }

    /** White space is a space; control and direction marks, lone surrogates and private characters are a replacement sign. */
    private static int shown(int point) {
        if (Character.isWhitespace(point) || point == 0x85) {
            return ' ';
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> 0xFFFD;
            default -> point;
        };
    }

    /** The first names, and how many more there are. */
    static String some(List<String> names, int most) {
        String first = String.join(", ", names.stream().limit(most).toList());
        return names.size() > most ? "%s and %d more".formatted(first, names.size() - most) : first;
    }

    /** Names as the service writes them, in plain words. */
    static String words(String name) {
        return name.replace('_', ' ');
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** To the second. */
    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** In the two largest units that say something: 4 h, 1 h 5 min, 12.5 s. */
    static String duration(BigDecimal seconds) {
        long whole = seconds.setScale(0, RoundingMode.HALF_UP).longValue();
        if (whole < 60) {
            return quantity(seconds.setScale(1, RoundingMode.HALF_UP).toPlainString()) + " s";
        }
        if (whole < 3600) {
            return units(whole / 60, "min", whole % 60, "s");
        }
        long minutes = (whole + 30) / 60;
        return units(minutes / 60, "h", minutes % 60, "min");
    }

    private static String units(long large, String largeUnit, long small, String smallUnit) {
        return small == 0 ? large + " " + largeUnit : "%d %s %d %s".formatted(large, largeUnit, small, smallUnit);
    }

    /** Of a share, 0..1. */
    static String percent(BigDecimal share) {
        return share.movePointRight(2)
                        .setScale(1, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }

    static String money(String amount, String currency) {
        return cents(amount) + " " + currency;
    }

    static String cents(String amount) {
        BigDecimal number = new BigDecimal(amount);
        return number.signum() > 0 && number.compareTo(CENT) < 0
                ? "below 0.01"
                : String.format(Locale.ROOT, "%,.2f", number.setScale(2, RoundingMode.HALF_UP));
    }

    /** Four digits of what is below ten, else to the hundredth. */
    static String quantity(String quantity) {
        BigDecimal number = new BigDecimal(quantity);
        BigDecimal rounded = number.abs().compareTo(BigDecimal.TEN) < 0
                ? number.round(new MathContext(4))
                : number.setScale(2, RoundingMode.HALF_UP);
        BigDecimal plain = rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
        return plain.scale() <= 0 ? String.format(Locale.ROOT, "%,d", plain.toBigInteger()) : plain.toPlainString();
    }
}
