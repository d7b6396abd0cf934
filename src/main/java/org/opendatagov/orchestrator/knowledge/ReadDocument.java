package org.opendatagov.orchestrator.knowledge;

import java.util.List;

/** What a file holds; title and source are those that it says itself, empty where it says none. */
record ReadDocument(String title, String source, List<Block> blocks) {
    /** Title and headings stand above each passage, so that long ones would be there thousands of times. */
    private static final int LONGEST_TITLE = 500;

    private static final int LONGEST_HEADING = 300;

    ReadDocument {
        title = line(title);
        source = line(source);
        blocks = blocks.stream().map(ReadDocument::block).toList();
    }

    /** As it may stand in a list: in one line, not longer than what a caller may say. */
    private static String line(String text) {
        String line = DocumentChecks.unseen(text.replaceAll("\\p{Cc}+", " "))
                .replaceAll("")
                .strip();
        return line.length() > LONGEST_TITLE ? line.substring(0, LONGEST_TITLE) : line;
    }

    /** What is as long as a paragraph is one, however it is marked. */
    private static Block block(Block block) {
        return block.heading() && block.text().length() > LONGEST_HEADING
                ? Block.text(block.text(), block.place())
                : block;
    }

    static ReadDocument of(String title, List<Block> blocks) {
        return new ReadDocument(title, "", blocks);
    }

    long characters() {
        return blocks.stream().mapToLong(block -> block.text().length()).sum();
    }
}
