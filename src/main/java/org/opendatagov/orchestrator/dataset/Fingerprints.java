package org.opendatagov.orchestrator.dataset;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Content hashes (SHA-256) of local files, remembered as long as size, time and file key stay the same. */
@Component
class Fingerprints {
    private final Cache<FileState, String> known =
            Caffeine.newBuilder().maximumSize(10_000).build();

    /** What changes when a file does. */
    record FileState(Path file, long size, long modified, String key) {
        static FileState of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new IOException("no regular file any more");
            }
            @Nullable Object key = attributes.fileKey();
            return new FileState(
                    file, attributes.size(), attributes.lastModifiedTime().toMillis(), String.valueOf(key));
        }
    }

    /** One file's hash, or for many the hash over their names and hashes. */
    String of(List<Path> files, Path root) throws IOException {
        if (files.size() == 1) {
            return of(files.getFirst());
        }
        MessageDigest digest = sha256();
        for (Path file : files) {
            digest.update(
                    (root.relativize(file) + "\n" + of(file) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private String of(Path file) throws IOException {
        FileState state = FileState.of(file);
        String present = known.getIfPresent(state);
        if (present != null) {
            return present;
        }
        String hash = hash(file);
        if (state.equals(FileState.of(file))) {
            known.put(state, hash);
        }
        return hash;
    }

    private static String hash(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream input = Files.newInputStream(file)) {
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
