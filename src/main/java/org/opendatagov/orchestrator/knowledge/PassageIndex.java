package org.opendatagov.orchestrator.knowledge;

import java.util.List;
import java.util.Map;

/**
 * Finds passages: by the nearness of their vectors and by the words that they share with the question. It holds the current version of each
 * document and can be made anew from the store at any time. Thread-safe. A part that is out of reach is {@code unavailable}.
 */
public interface PassageIndex {
    /**
     * Passages whose vectors are farther from the question's are no answer, whatever words they share. Chosen by the questions of the
     * repository: sections that answer lie above, most of what questions without an answer find lies below (see {@code docs/benchmarks.md}).
     */
    double LEAST_SIMILARITY = 0.12;

    /** How many of each kind of search go into the hybrid one. */
    int CANDIDATES = 50;

    /** A document as the index holds it; without experts it is for every one. */
    record Entry(
            String document,
            int version,
            String tenant,
            List<String> experts,
            Map<String, String> metadata,
            List<Indexed> passages) {
        /** Whether a question may see it. */
        public boolean visible(Query query) {
            return (tenant.isEmpty() || tenant.equals(query.tenant()))
                    && (experts.isEmpty() || query.expert().isEmpty() || experts.contains(query.expert()))
                    && metadata.entrySet().containsAll(query.filters().entrySet());
        }
    }

    /** A passage as the index holds it; its text has its title and headings above. */
    record Indexed(int passage, String text, TextVector vector) {}

    /** How to rank; one kind alone is for measuring. */
    enum Ranking {
        HYBRID,
        VECTOR,
        LEXICAL
    }

    /** A question. */
    record Query(
            String text,
            TextVector vector,
            String expert,
            String tenant,
            Map<String, String> filters,
            int limit,
            Ranking ranking) {}

    /** A passage that was found, the larger its score the better. */
    record Hit(String document, int version, int passage, double score) {}

    /** What a passage is found by: its own text, and what it stands under. */
    static String searched(String title, String heading, String text) {
        return titled(title, heading) + "\n" + text;
    }

    /** A title with the headings below it. */
    static String titled(String title, String heading) {
        return heading.isEmpty() ? title : title + Chunker.WITHIN + heading;
    }

    /** What it is, for people. */
    String name();

    /** Whether what it holds outlives this process: then it is followed from the start, and not from the first use on. */
    boolean lasting();

    /** Whether it is there and what it was: throws {@code unavailable} where it is out of reach, or lost what it held. */
    void check();

    /** The version of each document that it holds. */
    Map<String, Integer> held();

    /** Holds a document, in place of another version of it. */
    void put(Entry entry);

    void remove(String document);

    /** What a question may see is decided before anything is ranked. */
    List<Hit> search(Query query);
}
