package org.opendatagov.orchestrator.knowledge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;

/** Ids and hashes of documents. */
final class DocumentIds {
    private static final int LONGEST_SLUG = 80;
    private static final int HASH_DIGITS = 8;

    private DocumentIds() {}

    /**
     * The id of a document, which its name and tenant alone decide: a tenant's has a hash behind it, so that equal names of two tenants are
     * two documents and neither learns of the other's.
     */
    static String of(String tenant, String name) {
        String slug = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-");
        String cut = slug.substring(0, Math.min(slug.length(), LONGEST_SLUG)).replaceAll("^-|-$", "");
        boolean whole = tenant.isEmpty() && cut.equals(name);
        String hash = hash(tenant, name).substring(0, HASH_DIGITS);
        return whole ? cut : (cut.isEmpty() ? "document" : cut) + "-" + hash;
    }

    /** SHA-256 of the parts, each with its length, so that no two lists of parts give one. */
    static String hash(Object... parts) {
        MessageDigest digest = digest();
        for (Object part : parts) {
            byte[] bytes =
                    part instanceof byte[] raw ? raw : String.valueOf(part).getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
