package org.opendatagov.orchestrator.knowledge;

import java.util.ArrayList;
import java.util.List;

/** Plain text: paragraphs are parted by blank lines, and nothing is a heading. */
final class TextReader {
    private TextReader() {}

    static ReadDocument read(byte[] content) {
        return ReadDocument.of("", paragraphs(TextContent.decode(content)));
    }

    private static List<Block> paragraphs(String text) {
        List<Block> blocks = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        int begins = 1;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                begins = paragraph.isEmpty() ? number : begins;
                paragraph.append(line.stripTrailing()).append('\n');
            } else if (!paragraph.isEmpty()) {
                blocks.add(Block.text(paragraph.toString().strip(), "line " + begins));
                paragraph.setLength(0);
            }
        }
        if (!paragraph.isEmpty()) {
            blocks.add(Block.text(paragraph.toString().strip(), "line " + begins));
        }
        return blocks;
    }
}
