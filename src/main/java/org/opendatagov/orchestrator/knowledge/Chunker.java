package org.opendatagov.orchestrator.knowledge;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a document into passages. A passage never reaches over a heading; within a section it ends at a paragraph where that fits, else at a
 * sentence, and begins with the last sentences of the one before it, as far as the overlap allows.
 */
final class Chunker {
    static final String WITHIN = " > ";

    private final int size;
    private final int overlap;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Block> headings = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private String place = "";
    /** What of the text was in the passage before already. */
    private int repeated;

    private Chunker(int size, int overlap) {
        this.size = size;
        this.overlap = overlap;
    }

    /**
     * @param size the most characters of a passage; some 1,000 are what the embedding model reads of a text at once (256 tokens)
     * @param overlap the most characters that a passage repeats of the one before it
     */
    static List<Piece> cut(List<Block> blocks, int size, int overlap) {
        Chunker chunker = new Chunker(size, overlap);
        blocks.forEach(chunker::add);
        chunker.end();
        return chunker.pieces;
    }

    private void add(Block block) {
        if (block.heading()) {
            end();
            headings.removeIf(above -> above.level() >= block.level());
            headings.add(block);
        } else {
            Sentences.of(block.text(), size - overlap - 1).forEach(part -> add(part, block.place()));
            text.append('\n');
        }
    }

    private void add(String part, String where) {
        if (text.length() + part.length() > size && text.length() > repeated) {
            String before = Sentences.last(text.toString().strip(), overlap);
            end();
            text.append(before).append(before.isEmpty() ? "" : " ");
            repeated = text.length();
        }
        place = text.length() == repeated ? where : place;
        text.append(part);
    }

    private void end() {
        if (!text.substring(Math.min(repeated, text.length())).isBlank()) {
            String path = String.join(WITHIN, headings.stream().map(Block::text).toList());
            pieces.add(new Piece(path, place, text.toString().strip()));
        }
        text.setLength(0);
        repeated = 0;
    }
}
