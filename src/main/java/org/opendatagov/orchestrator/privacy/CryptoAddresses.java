package org.opendatagov.orchestrator.privacy;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** Addresses of Bitcoin (Base58Check; bech32 by BIP 173, bech32m by BIP 350) and of Ethereum (by form). */
final class CryptoAddresses {
    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    private static final int BECH32M = 0x2bc830a3;
    private static final Pattern ETHEREUM = Pattern.compile("0x[0-9a-fA-F]{40}");
    private static final Pattern LEGACY = Pattern.compile("[13][" + BASE58 + "]{25,34}");
    private static final Pattern SEGWIT = Pattern.compile("(?:bc1|tb1)[02-9ac-hj-np-z]{11,71}");

    private CryptoAddresses() {}

    static boolean valid(String value) {
        return ETHEREUM.matcher(value).matches()
                || (LEGACY.matcher(value).matches() && base58Check(value))
                || (SEGWIT.matcher(value.toLowerCase(Locale.ROOT)).matches() && bech32(value.toLowerCase(Locale.ROOT)));
    }

    private static boolean base58Check(String value) {
        BigInteger number = BigInteger.ZERO;
        for (int index = 0; index < value.length(); index++) {
            int digit = BASE58.indexOf(value.charAt(index));
            number = number.multiply(BigInteger.valueOf(58)).add(BigInteger.valueOf(digit));
        }
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[25];
        int from = bytes[0] == 0 ? 1 : 0;
        if (bytes.length - from > padded.length) {
            return false;
        }
        System.arraycopy(bytes, from, padded, padded.length - (bytes.length - from), bytes.length - from);
        byte[] hash = sha256(sha256(Arrays.copyOf(padded, 21)));
        return Arrays.equals(hash, 0, 4, padded, 21, 25);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean bech32(String value) {
        int check = step(step(step(step(step(1, 3), 3), 0), value.charAt(0) & 31), value.charAt(1) & 31);
        for (int index = 3; index < value.length(); index++) {
            check = step(check, BECH32.indexOf(value.charAt(index)));
        }
        return check == 1 || check == BECH32M;
    }

    private static int step(int check, int value) {
        int top = check >>> 25;
        int next = (check & 0x1ffffff) << 5 ^ value;
        for (int bit = 0; bit < GENERATOR.length; bit++) {
            next ^= (top >>> bit & 1) == 1 ? GENERATOR[bit] : 0;
        }
        return next;
    }
}
