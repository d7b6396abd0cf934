package org.opendatagov.orchestrator.knowledge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps documents, their versions and passages. All methods throw {@code store_unavailable} while the store is away. */
public interface DocumentStore {
    /**
     * A version that may be stored.
     *
     * @param hash of the content and of all that is said of it: an equal one is the same version
     * @param pieces its passages with their vectors, in order
     */
    record Draft(
            String id,
            NewDocument document,
            String title,
            String source,
            String format,
            String hash,
            List<Vectored> pieces) {}

    /** A passage with its vector. */
    record Vectored(DocumentPassage passage, TextVector vector) {}

    /** What became of a draft: a new version was created, or the document had it already, and has it now as its current one. */
    record Saved(DocumentVersion version, boolean created) {}

    /** The version with this hash, made the current one again if it is not; empty where there is none. */
    Optional<Saved> same(String id, String hash);

    /** Stores a version under the next number and makes it the current one, unless there is one with this hash. */
    Saved save(Draft draft);

    /** The current versions of a tenant's documents and of those for all, by id; without a tenant of those for all. */
    List<DocumentVersion> list(String tenant, int most);

    /** All versions of a document, the current one first, then the newest; none where the tenant does not see it. */
    List<DocumentVersion> versions(String tenant, String id);

    /** Since when a document that the tenant sees is not found any more, though its versions are there; empty: it is found, or there is none. */
    Optional<Instant> retired(String tenant, String id);

    /** The passages of a version that the tenant sees. */
    List<DocumentPassage> passages(String tenant, String id, int version);

    /** The passages that were found, of those that the tenant sees and that belong to a current version, as they are answered. */
    List<Passage> found(String tenant, List<PassageIndex.Hit> hits);

    /** Deletes all versions of a document; its numbers are not given again. Says whether the tenant had it; those for all belong to no tenant. */
    boolean remove(String tenant, String id);

    /**
     * A document that changed.
     *
     * @param change grows with every change of any document, in the order in which they are seen
     * @param version the current one; 0: the document is deleted
     */
    record Change(long change, String id, int version) {}

    /** Changes behind this one, in order; from 0 the last one of every document. */
    List<Change> changes(long after);

    /** What the index needs of a version; empty where it is not the current one any more. */
    Optional<PassageIndex.Entry> entry(String id, int version);

    /** Whether the document has a version with this hash, current or not, or was deleted. */
    boolean known(String id, String hash);
}
