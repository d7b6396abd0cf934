package org.opendatagov.orchestrator.knowledge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.knowledge.DocumentStore.Saved;
import org.opendatagov.orchestrator.problem.Problem;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Takes documents, shows and deletes them. */
@Component
public class KnowledgeDocuments {
    private final DocumentStore store;
    private final DocumentFiles files;
    private final Ingestion ingestion;
    private final StarterDocuments starters;
    private final IndexFollower index;
    private final KnowledgeSettings settings;

    KnowledgeDocuments(
            DocumentStore store,
            DocumentFiles files,
            Ingestion ingestion,
            StarterDocuments starters,
            IndexFollower index,
            KnowledgeSettings settings) {
        this.store = store;
        this.files = files;
        this.ingestion = ingestion;
        this.starters = starters;
        this.index = index;
        this.settings = settings;
    }

    /**
     * Reads a document, cuts it into passages and keeps it. A document of the same name and tenant gets a new version, unless content and
     * description are those of a version it has: then nothing is stored, and that version is the current one.
     *
     * @throws org.opendatagov.orchestrator.problem.OrchestratorException {@code invalid_input} with all that is wrong
     */
    public Saved add(NewDocument document) {
        return add(document, List.of());
    }

    /**
     * The same for a document about which something is wrong that shows before it is read.
     *
     * @throws org.opendatagov.orchestrator.problem.OrchestratorException {@code invalid_input} with that and all else that is wrong
     */
    public Saved add(NewDocument document, List<Problem> known) {
        Saved saved = ingestion.keep(document, known);
        index.follow();
        return saved;
    }

    /** The largest file that is taken. */
    public DataSize largest() {
        return settings.maxDocument();
    }

    /** The current versions of a tenant's documents and those for all, by id, at most so many. */
    public List<DocumentVersion> list(String tenant, int most) {
        starters.ready();
        return store.list(tenant, most);
    }

    /** All versions of a document, the current one first, then the newest; none where there is no such document for the tenant. */
    public List<DocumentVersion> versions(String tenant, String id) {
        starters.ready();
        return store.versions(tenant, id);
    }

    /** Since when the document is not found any more, for its file is gone; empty: it is found. */
    public Optional<Instant> retired(String tenant, String id) {
        return store.retired(tenant, id);
    }

    /** What became of the files below the folder of documents: a tenant's and those for all, at most so many. */
    public List<DocumentFiles.State> files(String tenant, int most) {
        return files.list(tenant, most);
    }

    /** Brings the index to what changed. */
    void changed() {
        index.follow();
    }

    /** What an answer cites: the passages of a version, current or not; none where there is no such version for the tenant. */
    public List<DocumentPassage> passages(String tenant, String id, int version) {
        return store.passages(tenant, id, version);
    }

    /** Deletes a document with all its versions, for good. Says whether the tenant had it; without a tenant, whether it was for all. */
    public boolean remove(String tenant, String id) {
        starters.ready();
        boolean removed = store.remove(tenant, id);
        index.follow();
        return removed;
    }
}
