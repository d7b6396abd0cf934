package org.opendatagov.orchestrator.privacy;

/** Check digits of identifiers. All take digits alone (or digits and a check letter) and never throw. */
final class Checksums {
    private static final int[][] VERHOEFF_D = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 0, 6, 7, 8, 9, 5}, {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
        {3, 4, 0, 1, 2, 8, 9, 5, 6, 7}, {4, 0, 1, 2, 3, 9, 5, 6, 7, 8}, {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
        {6, 5, 9, 8, 7, 1, 0, 4, 3, 2}, {7, 6, 5, 9, 8, 2, 1, 0, 4, 3}, {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
        {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
    };
    private static final int[][] VERHOEFF_P = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 5, 7, 6, 2, 8, 3, 0, 9, 4}, {5, 8, 0, 3, 7, 9, 6, 1, 4, 2},
        {8, 9, 1, 6, 0, 4, 3, 5, 2, 7}, {9, 4, 5, 3, 1, 2, 6, 8, 7, 0}, {4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
        {2, 7, 9, 3, 8, 0, 6, 4, 1, 5}, {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}
    };
    private static final String NIF_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

    private Checksums() {}

    /** ISO/IEC 7812-1 annex B. */
    static boolean luhn(String digits) {
        int sum = 0;
        boolean twice = false;
        for (int index = digits.length() - 1; index >= 0; index--) {
            int digit = digits.charAt(index) - '0';
            int value = twice ? digit * 2 : digit;
            sum += value > 9 ? value - 9 : value;
            twice = !twice;
        }
        return sum % 10 == 0;
    }

    static int weighted(String digits, int... weights) {
        int sum = 0;
        for (int index = 0; index < weights.length; index++) {
            sum += (digits.charAt(index) - '0') * weights[index];
        }
        return sum;
    }

    /** NHS Data Dictionary: modulus 11 over ten digits. */
    static boolean nhs(String digits) {
        int check = 11 - weighted(digits, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return check != 10 && (check == 11 ? 0 : check) == digits.charAt(9) - '0';
    }

    /** Receita Federal: two check digits over eleven digits, not all the same. */
    static boolean cpf(String digits) {
        if (digits.chars().distinct().count() == 1) {
            return false;
        }
        int first = weighted(digits, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        int second = weighted(digits, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        return first == digits.charAt(9) - '0' && second == digits.charAt(10) - '0';
    }

    /** PESEL: weights 1, 3, 7, 9 and a date of birth with the century in the month. */
    static boolean pesel(String digits) {
        int month = Integer.parseInt(digits.substring(2, 4)) % 20;
        int day = Integer.parseInt(digits.substring(4, 6));
        int check = (10 - weighted(digits, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3) % 10) % 10;
        return month >= 1 && month <= 12 && day >= 1 && day <= 31 && check == digits.charAt(10) - '0';
    }

    /** Aadhaar: Verhoeff over twelve digits, not beginning with 0 or 1 (UIDAI). */
    static boolean aadhaar(String digits) {
        int check = 0;
        for (int index = 0; index < digits.length(); index++) {
            int digit = digits.charAt(digits.length() - 1 - index) - '0';
            check = VERHOEFF_D[check][VERHOEFF_P[index % 8][digit]];
        }
        return check == 0 && digits.charAt(0) >= '2';
    }

    /** Spanish NIF: eight digits and a letter by modulus 23; NIE with X, Y, Z for 0, 1, 2. */
    static boolean nif(String value) {
        String number =
                value.substring(0, 8).replace('X', '0').replace('Y', '1').replace('Z', '2');
        return NIF_LETTERS.charAt(Integer.parseInt(number) % 23) == value.charAt(8);
    }

    /** US SSN: no area 000, 666 or 9xx, no group 00, no serial 0000, no number known from samples (SSA). */
    static boolean ssn(String digits) {
        int area = Integer.parseInt(digits.substring(0, 3));
        return area != 0
                && area != 666
                && area < 900
                && !digits.startsWith("00", 3)
                && !digits.endsWith("0000")
                && !digits.equals("078051120")
                && !digits.equals("219099999")
                && !digits.equals("123456789");
    }

    /** Individual Taxpayer Identification Number: area 9xx, group 50–65, 70–88, 90–92, 94–99 (IRS Publication 4757). */
    static boolean itin(String digits) {
        int group = Integer.parseInt(digits.substring(3, 5));
        boolean issued = (group >= 50 && group <= 65) || (group >= 70 && group <= 88) || group >= 90;
        return digits.charAt(0) == '9' && issued && group != 93;
    }

    /** Card numbers: length and leading digits of the large networks (ISO/IEC 7812-1), and Luhn. */
    static boolean card(String digits) {
        return cardPrefix(digits) && luhn(digits);
    }

    private static boolean cardPrefix(String digits) {
        int two = Integer.parseInt(digits.substring(0, 2));
        int four = Integer.parseInt(digits.substring(0, 4));
        return switch (digits.length()) {
            case 13 -> digits.charAt(0) == '4';
            case 14 -> two == 36 || two == 38 || two == 39 || (four >= 3000 && four <= 3059);
            case 15 -> two == 34 || two == 37 || four == 2014 || four == 2149;
            case 16, 17, 18, 19 -> longPrefix(digits.charAt(0), two, four);
            default -> false;
        };
    }

    private static boolean longPrefix(char one, int two, int four) {
        return one == '4'
                || (two >= 50 && two <= 69)
                || (four >= 2221 && four <= 2720)
                || (four >= 3528 && four <= 3589)
                || two == 30
                || two == 36;
    }
}
