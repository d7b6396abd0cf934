package org.opendatagov.orchestrator.knowledge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/**
 * Makes the vectors of the starter documents' passages anew and writes them to {@code src/main/resources/vectors/starter-knowledge.bin}: to be run whenever a
 * starter document was changed, and a test fails until then.
 */
public final class StarterVectors {
    private StarterVectors() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, TextVector> vectors = fresh();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        vectors.forEach((hash, vector) -> {
            file.writeBytes(HexFormat.of().parseHex(hash));
            file.writeBytes(vector.bytes());
        });
        Files.write(Path.of("src/main/resources", ShippedVectors.FILE), file.toByteArray());
        System.out.println(vectors.size() + " vectors, " + file.size() + " bytes");
    }

    /** By the hashes of their passages' texts. */
    static Map<String, TextVector> fresh() {
        KnowledgeSettings settings =
                new KnowledgeSettings("knowledge", DataSize.ofMegabytes(20), 1000, 150, Duration.ofDays(1));
        FakeDocumentStore store = new FakeDocumentStore();
        Map<String, TextVector> vectors = new LinkedHashMap<>();
        try (Embedder embedder = new Embedder(Path.of("target"))) {
            Ingestion ingestion = new Ingestion(store, embedder, settings);
            for (NewDocument document : StarterDocuments.all()) {
                String id = ingestion.keep(document).version().id();
                store.entry(id, 1)
                        .orElseThrow()
                        .passages()
                        .forEach(passage -> vectors.put(ShippedVectors.hash(passage.text()), passage.vector()));
            }
        }
        return vectors;
    }
}
