package org.opendatagov.orchestrator.samples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/** Invented people in a Parquet file of 13 columns, others for each seed; the seed is printed, so that a failure can be repeated. */
public final class People {
    private static final List<String> WOMEN =
            List.of("Anna", "Maria", "Susan", "Karen", "Julia", "Emily", "Laura", "Alice");
    private static final List<String> MEN =
            List.of("John", "Peter", "James", "Robert", "Daniel", "Thomas", "Paul", "Mark");
    private static final List<String> LAST =
            List.of("Smith", "Johnson", "Brown", "Garcia", "Miller", "Davis", "Wilson", "Anderson", "Taylor", "Moore");
    private static final List<String> COUNTRIES = List.of("Portugal", "China", "Brazil", "Poland", "France", "Canada");
    private static final List<String> TITLES = List.of("Engineer", "Accountant", "Nurse", "Editor", "Analyst");
    private static final String TABLE = """
            CREATE TABLE people (registration_dttm TIMESTAMP, id INTEGER, first_name VARCHAR, last_name VARCHAR, email VARCHAR,
                gender VARCHAR, ip_address VARCHAR, cc VARCHAR, country VARCHAR, birthdate VARCHAR, salary DOUBLE, title VARCHAR,
                comments VARCHAR)""";

    private final Random random;

    private People(long seed) {
        this.random = new Random(seed);
    }

    public static void write(long seed, int rows, Path file) throws Exception {
        System.out.println("People of seed " + seed);
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute(TABLE);
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                People people = new People(seed);
                for (int row = 1; row <= rows; row++) {
                    people.insert(row, insert);
                }
            }
            statement.execute("COPY people TO '" + file.toString().replace("'", "''") + "' (FORMAT parquet)");
        }
    }

    private void insert(int row, PreparedStatement insert) throws Exception {
        boolean woman = random.nextBoolean();
        String first = pick(woman ? WOMEN : MEN);
        String last = pick(LAST);
        insert.setObject(1, LocalDate.of(2026, 2, 3).atStartOfDay().plusSeconds(random.nextInt(86_400)));
        insert.setInt(2, row);
        insert.setString(3, first);
        insert.setString(4, last);
        insert.setString(5, (first.charAt(0) + last).toLowerCase(java.util.Locale.ROOT) + row + "@example.com");
        insert.setString(6, woman ? "Female" : "Male");
        insert.setString(7, "%d.%d.%d.%d".formatted(1 + octet(223), octet(256), octet(256), octet(256)));
        insert.setString(8, card());
        insert.setString(9, pick(COUNTRIES));
        insert.setString(10, birthday());
        insert.setObject(11, random.nextInt(20) == 0 ? null : (1_200_000 + random.nextInt(27_000_000)) / 100.0);
        insert.setString(12, pick(TITLES));
        insert.setString(13, random.nextInt(10) == 0 ? "checked" : "");
        insert.execute();
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private int octet(int bound) {
        return random.nextInt(bound);
    }

    private String birthday() {
        LocalDate day = LocalDate.of(1955, 1, 1).plusDays(random.nextInt(16_000));
        return "%d/%d/%d".formatted(day.getMonthValue(), day.getDayOfMonth(), day.getYear());
    }

    /** A number of a test range, with its check digit (ISO/IEC 7812-1, Luhn). */
    private String card() {
        StringBuilder digits = new StringBuilder("4");
        while (digits.length() < 15) {
            digits.append(random.nextInt(10));
        }
        int sum = 0;
        for (int index = 0; index < digits.length(); index++) {
            int digit = digits.charAt(index) - '0';
            sum += index % 2 == 0 ? digit * 2 / 10 + digit * 2 % 10 : digit;
        }
        return digits.append((10 - sum % 10) % 10).toString();
    }
}
