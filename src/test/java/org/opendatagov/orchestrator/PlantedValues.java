package org.opendatagov.orchestrator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** People that are in no other file, and every form in which one of their values could be written somewhere. */
final class PlantedValues {
    private static final List<String> GIVEN = List.of("Maria", "John", "Susan", "Carlos", "Anna", "Thomas");
    /** Ends a form that more digits and an exponent follow. */
    static final String ROUNDED = "…e";

    private static final Pattern NUMBER = Pattern.compile("-?[\\d.]+");
    private final Random random = new Random(20_260_117);

    /** One of them. */
    record Person(String name, String email, String ssn, String card, String phone, LocalDate born) {
        long ssnNumber() {
            return Long.parseLong(ssn.replace("-", ""));
        }

        Set<String> texts() {
            return Set.of(name, email, ssn, card, phone);
        }
    }

    List<Person> people(int count) {
        List<Person> people = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            String family = "Quattle" + letters(6);
            String given = GIVEN.get(index % GIVEN.size());
            int area = 101 + (index * 97) % 780;
            people.add(new Person(
                    given + " " + family,
                    (given + "." + family).toLowerCase(Locale.ROOT) + "@example.com",
                    "%03d-%02d-%04d"
                            .formatted(area == 666 ? 667 : area, 11 + random.nextInt(88), 1001 + random.nextInt(8990)),
                    card(),
                    "+1"
                            + List.of("202", "212", "305", "312", "415", "617", "713", "206")
                                    .get(index % 8) + (2_340_000 + random.nextInt(5_000_000)),
                    LocalDate.of(1941, 3, 7).plusDays(random.nextInt(21_000))));
        }
        return people;
    }

    private String letters(int count) {
        StringBuilder letters = new StringBuilder();
        for (int index = 0; index < count; index++) {
            letters.append((char) ('a' + random.nextInt(26)));
        }
        return letters.toString();
    }

    private String card() {
        String start = "4539" + (10_000_000_000L + (long) (random.nextDouble() * 89_999_999_999L));
        for (int digit = 0; digit < 10; digit++) {
            if (luhn(start + digit)) {
                return start + digit;
            }
        }
        throw new IllegalStateException();
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int index = 0; index < digits.length(); index++) {
            int digit = Character.digit(digits.charAt(digits.length() - 1 - index), 10);
            sum += index % 2 == 0 ? digit : digit / 5 + digit * 2 % 10;
        }
        return sum % 10 == 0;
    }

    /** Every form of a text: as it is, in other cases, for URLs, in Base64 and hexadecimal, its digits plain, grouped, as a floating number. */
    static Set<String> forms(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Set<String> forms = new LinkedHashSet<>(List.of(
                text,
                text.toUpperCase(Locale.ROOT),
                text.toLowerCase(Locale.ROOT),
                URLEncoder.encode(text, StandardCharsets.UTF_8),
                text.replace(" ", "%20"),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                HexFormat.of().formatHex(bytes),
                new StringBuilder(text).reverse().toString()));
        String digits = text.replaceAll("\\D", "");
        if (digits.length() >= 9) {
            long number = Long.parseLong(digits);
            forms.add(digits);
            forms.add(String.valueOf(number));
            forms.add(String.format(Locale.US, "%,d", number));
            forms.add(String.format(Locale.GERMANY, "%,d", number));
            forms.add(digits.replaceAll("(....)(?=.)", "$1 "));
            forms.add(String.valueOf((double) number));
            forms.add(String.format(Locale.US, "%.5e", (double) number).substring(0, 7) + ROUNDED);
        }
        return forms;
    }

    /** Every form of a date: ISO, with slashes and points, plain, and as days, seconds and milliseconds since 1970. */
    static Set<String> forms(LocalDate date) {
        long seconds = date.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        Set<String> forms = new LinkedHashSet<>(List.of(date.toString(), String.valueOf(seconds), seconds + "000"));
        for (String pattern : List.of("yyyyMMdd", "dd/MM/yyyy", "MM/dd/yyyy", "M/d/yyyy", "dd.MM.yyyy", "d MMM yyyy")) {
            forms.add(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(date));
        }
        return forms;
    }

    /** Which forms of whom are in a text, by what they are. */
    static List<String> found(List<Person> people, String sink, String content) {
        TreeMap<String, String> found = new TreeMap<>();
        for (Person person : people) {
            for (String text : person.texts()) {
                forms(text).stream().filter(form -> at(content, form) >= 0).forEach(form -> found.put(form, text));
            }
            forms(person.born()).stream()
                    .filter(form -> at(content, form) >= 0)
                    .forEach(form -> found.put(form, person.born().toString()));
        }
        return found.keySet().stream()
                .map(form -> sink + " holds " + form + " near …" + near(content, form) + "…")
                .toList();
    }

    private static String near(String content, String form) {
        int at = at(content, form);
        return content.substring(Math.max(0, at - 200), Math.min(content.length(), at + form.length() + 40));
    }

    /** Where a form stands, or -1. Digits stand alone: those within a hash, a fraction or a moment are another number's. */
    private static int at(String content, String form) {
        String plain = form.replace(ROUNDED, "");
        int at = content.indexOf(plain);
        if (at < 0 || !NUMBER.matcher(plain).matches()) {
            return at;
        }
        String after = form.endsWith(ROUNDED) ? "\\d*[eE]" : "(?![0-9a-fA-F])";
        Matcher alone = Pattern.compile("(?<![0-9a-fA-F.])" + Pattern.quote(plain) + after)
                .matcher(content);
        return alone.find(Math.max(0, at - 1)) ? alone.start() : -1;
    }
}
