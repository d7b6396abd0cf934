package org.opendatagov.orchestrator.experts.quality;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.Sql;

/** Writes a column and the values that somebody chose for it as SQL in which they are of one kind; nothing else of a value gets into a query. */
record ChosenValues(ColumnProfile column) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,38}([.][0-9]{1,38})?([eE][+-]?[0-9]{1,3})?");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final Pattern DATED = Pattern.compile("(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}(T.{1,34})?");
    /** So many digits a HUGEINT has whatever they are. */
    private static final int DIGITS = 38;

    private enum Kind {
        INTEGER,
        NUMBER,
        MOMENT,
        OTHER
    }

    private Kind kind() {
        String type = column.physicalType();
        if (type.matches("U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?")) {
            return Kind.INTEGER;
        }
        if (Facts.floating(column) || type.matches("DECIMAL\\([0-9, ]+\\)")) {
            return Kind.NUMBER;
        }
        return type.equals("DATE") || type.matches("TIMESTAMP[A-Z_ ]*") ? Kind.MOMENT : Kind.OTHER;
    }

    /** What a value for a bound of this column must be, for messages; empty where its values have no bounds. */
    Optional<String> bounds() {
        return switch (kind()) {
            case INTEGER, NUMBER -> Optional.of("a number");
            case MOMENT -> Optional.of("a date such as 2026-01-31, or a time such as 2026-01-31T09:30:00");
            case OTHER -> Optional.empty();
        };
    }

    boolean number() {
        return kind() == Kind.INTEGER || kind() == Kind.NUMBER;
    }

    /** Whether a value of one can be held against one of the other. */
    boolean comparable(ChosenValues other) {
        return number() ? other.number() : kind() == other.kind();
    }

    private String id() {
        return Sql.identifier(column.name());
    }

    /** Elements that are there: what is no number is missing, as pandas takes it. */
    String present() {
        return id() + " IS NOT NULL" + (Facts.floating(column) ? " AND NOT isnan(" + id() + ")" : "");
    }

    /** The column in the form that {@link #compared} writes values in. */
    String values() {
        return switch (kind()) {
            case INTEGER, NUMBER -> "CAST(" + id() + " AS DOUBLE)";
            case MOMENT ->
                zoned() || column.physicalType().equals("TIMESTAMP") ? id() : "CAST(" + id() + " AS TIMESTAMP)";
            case OTHER -> "CAST(" + id() + " AS VARCHAR)";
        };
    }

    private boolean zoned() {
        return column.physicalType().endsWith("TIME ZONE");
    }

    /** {@code column <operator> value}; whole numbers are compared exactly. Empty where the value is of another kind. */
    Optional<String> compared(String operator, Object value) {
        if (kind() == Kind.INTEGER && whole(value).isPresent()) {
            return Optional.of("%s %s CAST('%s' AS HUGEINT)"
                    .formatted(id(), operator, whole(value).get()));
        }
        return against(values(), operator, value);
    }

    /** {@code figure <operator> value}, for a figure of the column's own kind, such as its smallest value. */
    Optional<String> against(String figure, String operator, Object value) {
        return literal(value).map(literal -> figure + " " + operator + " " + literal);
    }

    private static Optional<String> whole(Object value) {
        return number(value)
                .filter(number ->
                        number.stripTrailingZeros().scale() <= 0 && number.precision() - number.scale() <= DIGITS)
                .map(number -> number.setScale(0, RoundingMode.UNNECESSARY).toPlainString());
    }

    /** Written by a person or a model: {@code 5} and {@code "5"} are the same number. */
    static Optional<BigDecimal> number(Object value) {
        return value instanceof Number || value instanceof String
                ? Optional.of(String.valueOf(value))
                        .filter(text -> NUMBER.matcher(text).matches())
                        .map(BigDecimal::new)
                        .filter(number -> Double.isFinite(number.doubleValue()))
                : Optional.empty();
    }

    /** Whether a text can be a bound of some column. */
    static boolean bound(String text) {
        return number(text).isPresent() || moment(text).isPresent();
    }

    private Optional<String> literal(Object value) {
        return switch (kind()) {
            case INTEGER, NUMBER -> number(value).map(number -> "CAST('" + number.doubleValue() + "' AS DOUBLE)");
            case MOMENT -> moment(value).map(this::literal);
            case OTHER -> Optional.of(Sql.literal(String.valueOf(value)));
        };
    }

    private String literal(LocalDateTime moment) {
        String text = moment.format(MOMENT);
        return zoned() ? "CAST('" + text + "+00:00' AS TIMESTAMP WITH TIME ZONE)" : "CAST('" + text + "' AS TIMESTAMP)";
    }

    /** In UTC, as the query's zone is. */
    private static Optional<LocalDateTime> moment(Object value) {
        String text = String.valueOf(value);
        if (!DATED.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay()
                            : text.matches(".*T.*([Z]|[+-][0-9:]+)")
                                    ? OffsetDateTime.parse(text)
                                            .withOffsetSameInstant(ZoneOffset.UTC)
                                            .toLocalDateTime()
                                    : LocalDateTime.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
