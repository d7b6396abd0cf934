package org.opendatagov.orchestrator.knowledge;

/**
 * A piece of a document that was found.
 *
 * @param document the document's id, such as {@code spark-skew}: letters, digits, hyphens
 * @param version which version of it, from 1; a version never changes
 * @param passage which piece of that version, from 1
 * @param title the document's title and, below it, the headings that lead to the passage, joined by {@code " > "}
 * @param source where the document comes from, for people: a standard, an address, a file; empty where nobody said
 * @param text the passage itself
 * @param score how well it fits, the larger the better; comparable within one answer alone
 */
public record Passage(
        String document, int version, int passage, String title, String source, String text, double score) {
    /** How an answer cites it: {@code knowledge:<document>@<version>#<passage>}, such as {@code knowledge:spark-skew@1#3}. */
    public String citation() {
        return "knowledge:" + document + "@" + version + "#" + passage;
    }
}
