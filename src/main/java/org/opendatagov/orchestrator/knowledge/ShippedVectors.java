package org.opendatagov.orchestrator.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.knowledge.Ingestion.Vectors;
import org.springframework.core.io.ClassPathResource;

/**
 * The vectors of the starter documents' passages, made when they were written, so that the first use of knowledge does not wait for some 200 of
 * them. Each is known by the hash of its passage's text: a passage that was changed, or cut in another size, has none here.
 */
final class ShippedVectors {
    static final String FILE = "vectors/starter-knowledge.bin";

    private static final int HASH_BYTES = 32;
    private static final int VECTOR_BYTES = Embedder.DIMENSIONS * Float.BYTES;

    private final Map<String, TextVector> vectors;

    private ShippedVectors(Map<String, TextVector> vectors) {
        this.vectors = vectors;
    }

    /** Reads the file of the jar: for each passage the 32 bytes of its hash and the 1,536 of its vector. */
    static ShippedVectors read() {
        try {
            ByteBuffer file = ByteBuffer.wrap(new ClassPathResource(FILE).getContentAsByteArray());
            Map<String, TextVector> vectors = new HashMap<>();
            while (file.hasRemaining()) {
                vectors.put(HexFormat.of().formatHex(next(file, HASH_BYTES)), TextVector.of(next(file, VECTOR_BYTES)));
            }
            return new ShippedVectors(vectors);
        } catch (IOException e) {
            throw new UncheckedIOException("the jar's own vectors cannot be read", e);
        }
    }

    private static byte[] next(ByteBuffer file, int bytes) {
        byte[] next = new byte[bytes];
        file.get(next);
        return next;
    }

    /** By what a passage's text is known. */
    static String hash(String text) {
        return DocumentIds.hash(text);
    }

    /** By the hashes of their texts. */
    Map<String, TextVector> all() {
        return Map.copyOf(vectors);
    }

    /** The vectors of texts, in order; {@code others} makes those that are not known. */
    List<TextVector> of(List<String> texts, Vectors others) {
        List<String> unknown =
                texts.stream().filter(text -> !vectors.containsKey(hash(text))).toList();
        List<TextVector> made = unknown.isEmpty() ? List.of() : others.of(unknown);
        List<TextVector> all = new ArrayList<>(texts.size());
        int next = 0;
        for (String text : texts) {
            TextVector known = vectors.get(hash(text));
            all.add(known == null ? made.get(next++) : known);
        }
        return all;
    }
}
