package org.opendatagov.orchestrator.dataset;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * A dataset at hand: located, staged, fingerprinted. Its files are for this package alone.
 *
 * @param id stable for a location: 16 hex digits
 * @param location as the user names it: {@code s3://bucket/key}, {@code inbox:name}, {@code upload:id/name} or the path given;
 *     safe to show
 * @param fingerprint identifies the content: ETag and version, or content hash
 * @param bytes size of all its files as they lie
 * @param parts names of its files relative to the location, one for a single file
 */
public record Dataset(
        String id, String location, DatasetFormat format, String fingerprint, long bytes, List<String> parts) {
    public Dataset {
        Objects.requireNonNull(id, "id");
        parts = List.copyOf(parts);
    }

    /** The same location is the same dataset: 16 hex digits of its hash. */
    public static String id(String location) {
        byte[] hash = Fingerprints.sha256().digest(location.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, 8);
    }
}
