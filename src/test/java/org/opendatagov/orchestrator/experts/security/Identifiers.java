package org.opendatagov.orchestrator.experts.security;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** Makes identifiers that follow the published rules; written apart from the detectors, by construction instead of check. */
final class Identifiers {
    private final Random random;

    Identifiers(Random random) {
        this.random = random;
    }

    String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int index = 0; index < count; index++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    int between(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    String letters(int count, String alphabet) {
        StringBuilder letters = new StringBuilder();
        for (int index = 0; index < count; index++) {
            letters.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return letters.toString();
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** The last digit that makes the sum of weighted digits fit. */
    private String closed(String digits, Predicate<String> fits) {
        for (int digit = 0; digit < 10; digit++) {
            if (fits.test(digits + digit)) {
                return digits + digit;
            }
        }
        return "";
    }

    private String until(int free, String prefix, Predicate<String> fits) {
        String found = "";
        while (found.isEmpty()) {
            found = closed(prefix + digits(free), fits);
        }
        return found;
    }

    static int sum(String digits, int... weights) {
        int sum = 0;
        for (int index = 0; index < weights.length; index++) {
            sum += weights[index] * Character.digit(digits.charAt(index), 10);
        }
        return sum;
    }

    static boolean luhn(String digits) {
        int sum = 0;
        for (int index = 0; index < digits.length(); index++) {
            int digit = Character.digit(digits.charAt(digits.length() - 1 - index), 10);
            sum += index % 2 == 0 ? digit : digit / 5 + digit * 2 % 10;
        }
        return sum % 10 == 0;
    }

    String card() {
        return switch (random.nextInt(4)) {
            case 0 -> until(14, "4", Identifiers::luhn);
            case 1 -> until(13, "5" + between(1, 5), Identifiers::luhn);
            case 2 -> until(12, random.nextBoolean() ? "34" : "37", Identifiers::luhn);
            default -> until(11, "6011", Identifiers::luhn);
        };
    }

    String ssn() {
        int area = between(1, 899);
        return "%03d-%02d-%04d".formatted(area == 666 ? 667 : area, between(1, 99), between(1, 9999));
    }

    String itin() {
        return "9%s-%02d-%04d".formatted(digits(2), between(70, 88), between(1, 9999));
    }

    String nhs() {
        return until(8, "" + one(List.of(4, 6, 7)), n -> sum(n, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 == 0);
    }

    String cpf() {
        String ten = until(9, "", n -> digit(n, 10, 9, 8, 7, 6, 5, 4, 3, 2));
        return closed(ten, n -> digit(n, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2));
    }

    String cnpj() {
        String first = until(8, "0001", n -> digit(n, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2));
        return closed(first, n -> digit(n, 6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2));
    }

    private static boolean digit(String digits, int... weights) {
        int rest = sum(digits, weights) % 11;
        return Character.digit(digits.charAt(weights.length), 10) == (rest < 2 ? 0 : 11 - rest);
    }

    String pesel() {
        String date = "%02d%02d%02d".formatted(between(30, 99), between(1, 12), between(1, 28));
        return until(4, date, n -> sum(n, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0)
                .substring(0, 11);
    }

    String sin() {
        return until(7, "" + between(1, 7), Identifiers::luhn);
    }

    String bsn() {
        return until(7, "" + between(1, 9), n -> sum(n, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0);
    }

    String portugueseNif() {
        return until(7, "" + one(List.of(1, 2, 3, 5)), n -> digit(n, 9, 8, 7, 6, 5, 4, 3, 2));
    }

    String npi() {
        return until(8, "1", n -> luhn("80840" + n));
    }

    String aba() {
        return until(6, "%02d".formatted(between(1, 12)), n -> sum(n, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0);
    }

    String taxFileNumber() {
        return until(7, "" + between(1, 9), n -> sum(n, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0);
    }

    String nif() {
        int number = between(0, 99_999_999);
        return "%08d".formatted(number) + "TRWAGMYFPDXBNJZSQVHLCKE".charAt(number % 23);
    }

    String nino() {
        return letters(1, "ABCEGHJKLMPRSTWXY") + letters(1, "ACEHJLMPRSWXY") + digits(6) + letters(1, "ABCD");
    }

    String pan() {
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        return letters(3, letters) + letters(1, "PPPPPCHF") + letters(1, letters) + digits(4) + letters(1, letters);
    }

    String dea() {
        String digits = until(
                6,
                "",
                n -> (sum(n, 1, 0, 1, 0, 1) + 2 * sum(n, 0, 1, 0, 1, 0, 1)) % 10 == Character.digit(n.charAt(6), 10));
        return letters(1, "ABFGM") + letters(1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") + digits;
    }

    String nir() {
        String number = between(1, 2) + "%02d%02d".formatted(between(30, 99), between(1, 12)) + digits(8);
        return number + "%02d".formatted(97 - Long.parseLong(number) % 97);
    }

    String iban() {
        String country = one(List.of("DE", "GB", "NL", "ES"));
        String account = switch (country) {
            case "DE" -> digits(18);
            case "GB" -> "NWBK" + digits(14);
            case "NL" -> "ABNA" + digits(10);
            default -> digits(20);
        };
        StringBuilder number = new StringBuilder();
        (account + country + "00").chars().forEach(c -> number.append(Character.digit(c, 36)));
        int rest = new BigInteger(number.toString()).mod(BigInteger.valueOf(97)).intValue();
        return country + "%02d".formatted(98 - rest) + account;
    }

    static String grouped(String value, String separator, int... sizes) {
        StringBuilder grouped = new StringBuilder();
        int from = 0;
        for (int index = 0; from < value.length(); index++) {
            int to = Math.min(value.length(), from + sizes[index % sizes.length]);
            grouped.append(from == 0 ? "" : separator).append(value, from, to);
            from = to;
        }
        return grouped.toString();
    }
}
