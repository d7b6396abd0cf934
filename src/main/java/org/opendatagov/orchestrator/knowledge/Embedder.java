package org.opendatagov.orchestrator.knowledge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Makes vectors of texts by all-MiniLM-L6-v2 (quantised), which lies in a jar and runs in this process: no text leaves it, nothing is
 * downloaded. It is loaded when first needed. Native code would hold the carrier of a virtual thread, so it has a thread of its own.
 */
@Component
public class Embedder implements AutoCloseable {
    /** Members of a vector. */
    public static final int DIMENSIONS = 384;

    /** How many texts go at once, so that a question need not wait for a large document. */
    private static final int AT_ONCE = 16;

    private static final int QUESTIONS = 2_000;

    /** What says where the tokenizer's library unpacks: variables of the environment, or system properties (DJL, "Cache management"). */
    private static final List<String> FOLDERS = List.of("ENGINE_CACHE_DIR", "DJL_CACHE_DIR");

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("embedder").daemon().factory());
    /** Questions come again, and many at once: of equal reports they are equal. */
    private final Cache<String, TextVector> questions =
            Caffeine.newBuilder().maximumSize(QUESTIONS).build();

    /** Where the tokenizer's library unpacks its native code. */
    private final Path unpacked;

    private @Nullable EmbeddingModel model;

    /** @param data the service's folder; the home of whoever runs it is left alone and need not be writable */
    Embedder(@Value("${orchestrator.data-dir:data}") Path data) {
        this.unpacked = data.resolve("native").toAbsolutePath();
    }

    /** The vector of a question. */
    public TextVector embed(String question) {
        return questions.get(question, text -> embed(List.of(text)).getFirst());
    }

    /** Loads the model, where it is not. */
    void load() {
        await(List.of());
    }

    /** The vectors of texts, in order. */
    public List<TextVector> embed(List<String> texts) {
        List<TextVector> vectors = new ArrayList<>(texts.size());
        for (int from = 0; from < texts.size(); from += AT_ONCE) {
            List<String> some = texts.subList(from, Math.min(texts.size(), from + AT_ONCE));
            vectors.addAll(await(some));
        }
        return vectors;
    }

    private List<TextVector> await(List<String> texts) {
        try {
            return thread.submit(() -> some(texts)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OrchestratorException(ErrorCode.UNAVAILABLE, "The service is stopping.", e);
        } catch (ExecutionException e) {
            throw new OrchestratorException(ErrorCode.INTERNAL, "The embedding model failed.", e);
        }
    }

    private List<TextVector> some(List<String> texts) {
        EmbeddingModel loaded = loaded();
        return texts.stream()
                .map(text -> TextVector.of(loaded.embed(text).content().vector()))
                .toList();
    }

    /** Only ever called by the one thread. */
    private EmbeddingModel loaded() {
        EmbeddingModel known = model;
        if (known == null) {
            prepareTokenizer();
            known = new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);
            model = known;
        }
        return known;
    }

    /** Its library would else look for newer native code on the network, and unpack into the home of whoever runs the service. */
    private void prepareTokenizer() {
        System.setProperty("ai.djl.offline", "true");
        if (FOLDERS.stream().allMatch(name -> System.getenv(name) == null && System.getProperty(name) == null)) {
            System.setProperty(FOLDERS.getFirst(), unpacked.toString());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
