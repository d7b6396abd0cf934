package org.opendatagov.orchestrator.experts.security;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Kinds of columns that hold nothing personal, many of which look as if they did. */
final class OtherKinds {
    private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String HEX = "0123456789abcdef";
    private final Identifiers ids;
    private int next;

    OtherKinds(Identifiers ids) {
        this.ids = ids;
    }

    private String decimal(int from, int to) {
        return ids.between(from, to) + "." + ids.digits(2);
    }

    private String coordinate(int most) {
        return ids.between(-most, most) + "." + "1" + ids.digits(5);
    }

    private LocalDate day() {
        return LocalDate.of(2016, 1, 1).plusDays(ids.between(0, 3000));
    }

    private LocalDateTime time() {
        return day().atTime(ids.between(0, 23), ids.between(0, 59), ids.between(1, 59));
    }

    private String ean() {
        String digits = ids.one(List.of("40", "45", "50", "76", "84", "00", "30")) + ids.digits(10);
        int sum = Identifiers.sum(digits, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3);
        return digits + (10 - sum % 10) % 10;
    }

    private String sentence() {
        StringBuilder text = new StringBuilder();
        List<String> words = List.of(
                "delivered",
                "late",
                "the",
                "box",
                "was",
                "damaged",
                "again",
                "very",
                "happy",
                "with",
                "service",
                "quick",
                "return",
                "order",
                "waiting",
                "for",
                "refund",
                "size",
                "too",
                "small");
        for (int index = 0; index < ids.between(5, 14); index++) {
            text.append(index == 0 ? "" : " ").append(ids.one(words));
        }
        return text.toString();
    }

    private Kind words(String name, String labels, String... values) {
        return Kind.other(name, labels, () -> ids.one(List.of(values)));
    }

    List<Kind> all() {
        return List.of(
                Kind.other("sequence", "id row_id", () -> "" + ++next).digits(),
                Kind.other("long sequence", "order_id", () -> "" + (204_518_000 + ++next))
                        .digits()
                        .plausible("ssn phone"),
                Kind.other("long order", "orderNumber", () -> "2024" + "%06d".formatted(++next))
                        .digits()
                        .plausible("phone"),
                Kind.other("random ten", "reference transaction_no", () -> ids.between(1, 9) + ids.digits(9))
                        .digits()
                        .plausible("phone"),
                Kind.other("random eleven", "tracking_no", () -> ids.between(1, 9) + ids.digits(10))
                        .digits()
                        .plausible("phone"),
                Kind.other("random sixteen", "voucher", () -> ids.between(1, 9) + ids.digits(15))
                        .typed(List.of("VARCHAR", "BIGINT")),
                Kind.other("quantity", "quantity stock", () -> "" + ids.between(1, 500))
                        .digits(),
                Kind.other("salary", "salary Gehalt", () -> decimal(12000, 250000))
                        .typed(List.of("VARCHAR", "DOUBLE", "DECIMAL(18,2)")),
                Kind.other("amount", "amount total_price", () -> decimal(1, 5000))
                        .typed(List.of("VARCHAR", "DOUBLE", "DECIMAL(18,2)")),
                Kind.other("share", "discount_rate", () -> "0." + ids.digits(4)).typed(List.of("VARCHAR", "DOUBLE")),
                Kind.other("latitude", "latitude lat", () -> coordinate(89)).typed(List.of("VARCHAR", "DOUBLE")),
                Kind.other("longitude", "longitude lng", () -> coordinate(179)).typed(List.of("VARCHAR", "DOUBLE")),
                Kind.other("zip", "zip postcode", () -> "" + ids.between(10000, 99999))
                        .digits(),
                Kind.other("year", "model_year year", () -> "" + ids.between(1990, 2025))
                        .digits()
                        .plausible("birth_date"),
                Kind.other("epoch", "created_at ts", () -> "" + ids.between(1_500_000_000, 1_760_000_000))
                        .digits()
                        .plausible("birth_date"),
                Kind.other(
                                "epoch millis",
                                "updated timestamp_ms",
                                () -> ids.between(1_500_000_000, 1_760_000_000) + ids.digits(3))
                        .digits()
                        .plausible("birth_date"),
                Kind.other(
                                "timestamp",
                                "registration_dttm event_time",
                                () -> time().toString().replace('T', ' '))
                        .typed(List.of("VARCHAR", "TIMESTAMP"))
                        .plausible("birth_date"),
                Kind.other("date", "order_date shipped", () -> day().toString())
                        .typed(List.of("VARCHAR", "DATE"))
                        .plausible("birth_date"),
                Kind.other("date number", "date_key", () -> day().toString().replace("-", ""))
                        .digits()
                        .plausible("birth_date phone"),
                Kind.other(
                        "uuid",
                        "request_id guid",
                        () -> new UUID(
                                        ids.between(0, 1 << 30) * 9_999_999_967L,
                                        ids.between(0, 1 << 30) * 9_999_999_929L)
                                .toString()),
                Kind.other("sha", "checksum sha256", () -> ids.letters(64, HEX)),
                Kind.other("commit", "commit hash", () -> ids.letters(40, HEX)),
                Kind.other(
                                "version",
                                "version app_version",
                                () -> ids.between(0, 12) + "." + ids.between(0, 30) + "." + ids.between(0, 9) + "."
                                        + ids.between(0, 40))
                        .plausible("ip_address"),
                Kind.other("ean", "ean barcode", this::ean).digits().plausible("phone"),
                Kind.other("order code", "order_no", () -> "ORD-%06d".formatted(++next)),
                Kind.other(
                        "product code",
                        "product_code",
                        () -> ids.letters(2, CAPITALS) + ids.digits(6) + ids.letters(1, CAPITALS)),
                Kind.other(
                        "part number",
                        "part_number",
                        () -> ids.letters(3, CAPITALS) + "-" + ids.digits(2) + "-" + ids.digits(4)),
                Kind.other(
                        "licence key",
                        "licence_key",
                        () -> ids.letters(5, CAPITALS) + ids.digits(4) + ids.letters(1, CAPITALS)),
                Kind.other("url", "website", () -> "https://shop.example/" + ids.letters(6, "abcdefgh")),
                Kind.other("path", "file_path", () -> "/srv/data/" + ids.letters(6, "abcdefgh") + ".csv"),
                Kind.other("colour code", "hex", () -> "#" + ids.letters(6, HEX)),
                Kind.other(
                        "time",
                        "start_time",
                        () -> "%02d:%02d:%02d".formatted(ids.between(0, 23), ids.between(0, 59), ids.between(0, 59))),
                Kind.other("text", "comments description", this::sentence).plausible("address"),
                Kind.other("json", "payload", () -> "{\"size\": " + ids.between(1, 90) + ", \"kind\": \"box\"}"),
                Kind.other("flag", "active is_member", () -> ids.one(List.of("true", "false")))
                        .typed(List.of("VARCHAR", "BOOLEAN")),
                words("status", "status", "active", "pending", "closed", "shipped"),
                words(
                                "country",
                                "country",
                                "Indonesia",
                                "Canada",
                                "Russia",
                                "China",
                                "Portugal",
                                "Brazil",
                                "France",
                                "Japan",
                                "Peru")
                        .plausible("first_name"),
                words("country code", "country_code", "US", "PT", "BR", "DE", "FR", "JP")
                        .plausible("first_name"),
                words(
                                "city", "city", "Lisbon", "Porto", "Berlin", "Austin", "Paris", "Lyon", "Boston",
                                "Recife", "Oslo", "Kyoto")
                        .plausible("first_name"),
                words(
                        "title",
                        "title job_title",
                        "Internal Auditor",
                        "Accountant IV",
                        "Structural Engineer",
                        "Sales Manager",
                        "Nurse"),
                words("department", "department", "Sales", "Marketing", "Finance", "Research", "Legal"),
                words(
                        "product",
                        "product_name",
                        "Wooden Chair",
                        "Steel Lamp",
                        "Cotton Shirt",
                        "Leather Bag",
                        "Rubber Boots"),
                words(
                        "company",
                        "company",
                        "Smith Group",
                        "Johnson and Sons",
                        "Garcia LLC",
                        "Müller GmbH",
                        "Acme Industries"),
                words("colour", "colour", "red", "green", "blue", "black", "white"),
                words("currency", "currency", "EUR", "USD", "BRL", "JPY").plausible("first_name"),
                words("weekday", "weekday", "Monday", "Tuesday", "Friday", "Sunday"),
                words("month", "month", "January", "April", "May", "June", "August"),
                words("size", "size", "S", "M", "L", "XL"),
                words("mime", "content_type", "text/html", "image/png", "application/json"),
                words("level", "level", "low", "medium", "high"),
                words("language", "language", "English", "German", "Portuguese", "French")
                        .plausible("first_name"),
                Kind.other("score", "score rating", () -> "" + ids.between(1, 5))
                        .digits(),
                Kind.other("temperature", "temperature", () -> ids.between(-20, 40) + "." + ids.digits(1))
                        .typed(List.of("VARCHAR", "DOUBLE")),
                Kind.other(
                        "locale",
                        "locale",
                        () -> ids.one(List.of("en", "pt", "de")).toLowerCase(Locale.ROOT) + "_XX"));
    }
}
