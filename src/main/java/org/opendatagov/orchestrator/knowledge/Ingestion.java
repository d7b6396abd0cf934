package org.opendatagov.orchestrator.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.opendatagov.orchestrator.knowledge.DocumentStore.Draft;
import org.opendatagov.orchestrator.knowledge.DocumentStore.Saved;
import org.opendatagov.orchestrator.knowledge.DocumentStore.Vectored;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.springframework.stereotype.Component;

/** Reads a document, cuts it into passages, makes their vectors and keeps it all as a version. */
@Component
class Ingestion {
    /** A document of 5 million characters has some 6,000. */
    private static final int MOST_PASSAGES = 10_000;

    /** Changes when documents are read, cut or embedded in another way: then a document that is sent again gets a new version. */
    private static final String WAY = "1";

    /** Makes vectors of texts, in order. */
    interface Vectors {
        List<TextVector> of(List<String> texts);
    }

    private final DocumentStore store;
    private final Embedder embedder;
    private final KnowledgeSettings settings;
    private final OnceAtATime<Saved> once = new OnceAtATime<>();

    Ingestion(DocumentStore store, Embedder embedder, KnowledgeSettings settings) {
        this.store = store;
        this.embedder = embedder;
        this.settings = settings;
    }

    /** @throws OrchestratorException {@code invalid_input} with all that is wrong */
    Saved keep(NewDocument document) {
        return keep(document, List.of());
    }

    /** The same, with what is wrong already. */
    Saved keep(NewDocument document, List<Problem> known) {
        return keep(document, known, embedder::embed);
    }

    /** The same, with vectors that come with the service; of texts that have none they are made. */
    Saved keep(NewDocument document, ShippedVectors shipped) {
        return keep(document, List.of(), texts -> shipped.of(texts, embedder::embed));
    }

    private Saved keep(NewDocument document, List<Problem> known, Vectors vectors) {
        List<Problem> problems = new ArrayList<>(known);
        problems.addAll(DocumentChecks.problems(document, settings.maxDocument()));
        if (problems.stream().anyMatch(problem -> problem.path().equals(NewDocument.FILE))) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
        }
        String id = id(document);
        String hash = hash(document);
        if (!problems.isEmpty()) {
            return store.save(draft(id, hash, document, problems, vectors));
        }
        return once.call(
                id + "@" + hash,
                () -> store.same(id, hash),
                () -> store.save(draft(id, hash, document, problems, vectors)));
    }

    /** Whether there is such a version already, current or not, or the document was deleted. */
    boolean known(NewDocument document) {
        return store.known(id(document), hash(document));
    }

    private static String id(NewDocument document) {
        return DocumentIds.of(document.tenant(), document.nameOrFileName());
    }

    private Draft draft(String id, String hash, NewDocument document, List<Problem> problems, Vectors vectors) {
        DocumentFormat format = DocumentFormat.ofName(document.fileName()).orElseThrow();
        ReadDocument read = read(format, document.content().getByteArray(), problems);
        String title = firstOf(document.title(), read.title(), document.nameOrFileName());
        String source = firstOf(document.source(), read.source());
        return new Draft(id, document, title, source, format.text(), hash, passages(title, read, vectors));
    }

    private static ReadDocument read(DocumentFormat format, byte[] content, List<Problem> problems) {
        try {
            ReadDocument read = DocumentReader.read(format, content);
            if (problems.isEmpty()) {
                return read;
            }
        } catch (OrchestratorException e) {
            problems.addAll(e.problems());
        }
        throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
    }

    private List<Vectored> passages(String title, ReadDocument read, Vectors made) {
        List<Piece> pieces = Chunker.cut(read.blocks(), settings.passageSize(), settings.passageOverlap());
        if (pieces.size() > MOST_PASSAGES) {
            throw Unreadable.because(
                    "too_large", "The document has more than " + MOST_PASSAGES + " passages; send it in parts.");
        }
        List<TextVector> vectors = made.of(pieces.stream()
                .map(piece -> PassageIndex.searched(title, piece.heading(), piece.text()))
                .toList());
        List<Vectored> passages = new ArrayList<>();
        for (Piece piece : pieces) {
            int number = passages.size() + 1;
            passages.add(new Vectored(
                    new DocumentPassage(number, piece.heading(), piece.place(), piece.text()),
                    vectors.get(number - 1)));
        }
        return passages;
    }

    private static String firstOf(String... texts) {
        for (String text : texts) {
            if (!text.isBlank()) {
                return text.strip();
            }
        }
        return "";
    }

    private String hash(NewDocument document) {
        return DocumentIds.hash(
                WAY,
                settings.passageSize(),
                settings.passageOverlap(),
                DocumentFormat.ofName(document.fileName())
                        .map(DocumentFormat::text)
                        .orElse(""),
                document.title(),
                document.source(),
                document.experts(),
                new TreeMap<>(document.metadata()),
                document.content().getByteArray());
    }
}
