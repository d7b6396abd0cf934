package org.opendatagov.orchestrator.dataset;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An object as it was found; reads are pinned to its version or, without one, to its ETag. */
record S3Object(String bucket, String key, long bytes, String etag, Optional<String> version) {
    /** The ETag, or what names the version: a version id alone could be another object's. */
    String fingerprint() {
        return version.map(id -> hash(bucket + "/" + key + "?" + id)).orElse("etag-" + etag.replace("\"", ""));
    }

    /** One object's fingerprint, or for many the hash over their names and fingerprints. */
    static String fingerprint(List<S3Object> objects) {
        return objects.size() == 1
                ? objects.getFirst().fingerprint()
                : hash(objects.stream()
                        .map(object -> object.key() + "\n" + object.fingerprint() + "\n")
                        .collect(Collectors.joining()));
    }

    /** The key's last part. */
    String name() {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(Fingerprints.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
