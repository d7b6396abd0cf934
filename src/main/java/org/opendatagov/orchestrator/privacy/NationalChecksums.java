package org.opendatagov.orchestrator.privacy;

import java.util.stream.IntStream;

/** More check digits of identifiers. All take the right number of digits (and letters where they say so) and never throw. */
final class NationalChecksums {
    /** Of the letters A to Z; digits count as the letters A to J. */
    private static final int[] ODD = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };

    private NationalChecksums() {}

    /** Receita Federal: two check digits over fourteen digits, not all the same. */
    static boolean cnpj(String digits) {
        int first = 11 - Checksums.weighted(digits, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        int second = 11 - Checksums.weighted(digits, 6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return digits.chars().distinct().count() > 1
                && (first > 9 ? 0 : first) == digits.charAt(12) - '0'
                && (second > 9 ? 0 : second) == digits.charAt(13) - '0';
    }

    /** Portuguese NIF: modulus 11 over nine digits, beginning with 1 to 3, 45, 5, 6, 7, 8 or 9 (Autoridade Tributária). */
    static boolean portugueseNif(String digits) {
        int check = 11 - Checksums.weighted(digits, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        boolean begins = digits.charAt(0) != '0' && (digits.charAt(0) != '4' || digits.charAt(1) == '5');
        return begins && (check > 9 ? 0 : check) == digits.charAt(8) - '0';
    }

    /** German tax identifier: ISO/IEC 7064 mod 11,10 over eleven digits, the first not 0 (Bundeszentralamt für Steuern). */
    static boolean germanTaxId(String digits) {
        int product = 10;
        for (int index = 0; index < 10; index++) {
            int sum = (digits.charAt(index) - '0' + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        int check = 11 - product;
        return digits.charAt(0) != '0' && (check == 10 ? 0 : check) == digits.charAt(10) - '0';
    }

    /** Dutch BSN: the eleven test, the last digit counting minus one. */
    static boolean bsn(String digits) {
        int sum = Checksums.weighted(digits, 9, 8, 7, 6, 5, 4, 3, 2, -1);
        return sum % 11 == 0 && !digits.equals("000000000");
    }

    /** French NIR: thirteen digits and the key 97 − n mod 97 (INSEE), 1 or 2 and a month in front. */
    static boolean nir(String digits) {
        long number = Long.parseLong(digits.substring(0, 13));
        int month = Integer.parseInt(digits.substring(3, 5));
        boolean begins = digits.charAt(0) == '1' || digits.charAt(0) == '2';
        boolean monthly = (month >= 1 && month <= 12) || month >= 20;
        return begins && monthly && 97 - number % 97 == Integer.parseInt(digits.substring(13));
    }

    /** Australian tax file number: weights 1, 4, 3, 7, 5, 8, 6, 9, 10 modulo 11 (ATO). */
    static boolean taxFileNumber(String digits) {
        return Checksums.weighted(digits, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0 && !digits.equals("000000000");
    }

    /** Australian Business Number: one less in the first digit, weights 10, 1, 3, … 19 modulo 89 (ABR). */
    static boolean abn(String digits) {
        int sum = Checksums.weighted(digits, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19);
        return (sum - 10) % 89 == 0 && digits.charAt(0) != '0';
    }

    /** Australian Medicare card: first digit 2 to 6, weights 1, 3, 7, 9 modulo 10 in the ninth digit (METeOR 270101). */
    static boolean medicare(String digits) {
        int check = Checksums.weighted(digits, 1, 3, 7, 9, 1, 3, 7, 9) % 10;
        return digits.charAt(0) >= '2' && digits.charAt(0) <= '6' && check == digits.charAt(8) - '0';
    }

    /** National Provider Identifier: Luhn with 80840 in front, first digit 1 or 2 (45 CFR 162.406). */
    static boolean npi(String digits) {
        boolean begins = digits.charAt(0) == '1' || digits.charAt(0) == '2';
        return begins && Checksums.luhn("80840" + digits);
    }

    /** ABA routing number: weights 3, 7, 1 modulo 10; Federal Reserve ranges 00–12, 21–32, 61–72, 80 in front. */
    static boolean aba(String digits) {
        int range = Integer.parseInt(digits.substring(0, 2));
        boolean issued = range <= 12 || (range >= 21 && range <= 32) || (range >= 61 && range <= 72) || range == 80;
        return issued && !digits.equals("000000000") && Checksums.weighted(digits, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0;
    }

    /** DEA number: two letters, six digits and the last digit of (1st+3rd+5th) + 2 × (2nd+4th+6th) (21 CFR 1301.13). */
    static boolean dea(String value) {
        int sum = Checksums.weighted(value.substring(2), 1, 2, 1, 2, 1, 2);
        return sum % 10 == value.charAt(8) - '0';
    }

    /** Codice fiscale: the last letter from the odd and even places' values modulo 26 (DM 12 March 1974 n. 2227). */
    static boolean fiscalCode(String value) {
        int sum = IntStream.range(0, 15)
                .map(index -> index % 2 == 0 ? odd(value.charAt(index)) : even(value.charAt(index)))
                .sum();
        return value.charAt(15) == 'A' + sum % 26;
    }

    private static int odd(char character) {
        return ODD[even(character)];
    }

    private static int even(char character) {
        return Character.isDigit(character) ? character - '0' : character - 'A';
    }
}
