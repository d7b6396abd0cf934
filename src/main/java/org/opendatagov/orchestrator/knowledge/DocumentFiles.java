package org.opendatagov.orchestrator.knowledge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendatagov.orchestrator.problem.Problem;

/**
 * Remembers, for all replicas and past their ends, what became of the files below the folder of documents. All methods throw
 * {@code store_unavailable} while the store is away.
 */
public interface DocumentFiles {
    /** How long a replica is taken to see the files that it told of last. */
    Duration HELD = Duration.ofSeconds(30);

    /** A file by its path below the folder, and the document that it is meant to be. */
    record Source(String path, String tenant, String document) {}

    /** A file that was seen, by this replica or another one, now or earlier. */
    record Seen(String path, boolean gone) {}

    /**
     * What became of a file.
     *
     * @param version the last one that it gave; empty: none
     * @param problems why what it holds now gives none; none: it gave that version
     * @param at when it was last read
     */
    record State(
            String path,
            String tenant,
            String document,
            Optional<Integer> version,
            List<Problem> problems,
            Instant at) {
        public State {
            problems = List.copyOf(problems);
        }
    }

    /** The file is this version of its document. */
    void gave(Source file, int version);

    /** The file can be no version; the last one that it gave stays. */
    void refused(Source file, List<Problem> problems);

    /** All files that were ever seen. */
    List<Seen> seen();

    /** Tells the other replicas which files this one sees, for as long as {@link #HELD}; to be told again before that. */
    void hold(UUID holder, List<String> paths);

    /**
     * The file is gone. Its document is retired where the file's version is the current one, unless another file gives the same document: then
     * that one's version is current. Says no, and does nothing, where another replica sees the file.
     */
    boolean gone(UUID holder, String path);

    /** The files of a tenant's documents and of those for all that are there, by path; without a tenant of those for all. */
    List<State> list(String tenant, int most);
}
