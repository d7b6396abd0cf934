package org.opendatagov.orchestrator.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes paragraphs and headings of the lines of a PDF. */
final class PdfBlocks {
    /** Larger than the letters of most of the text by this: a heading. */
    private static final float LARGER = 1.15f;

    private static final int LONGEST_HEADING = 150;
    private static final int LEVELS = 3;

    private final List<Block> blocks = new ArrayList<>();
    private final StringBuilder paragraph = new StringBuilder();
    private final float usual;
    private final List<Float> headings;
    private int page = 1;

    private PdfBlocks(List<PdfLines.Line> lines) {
        Map<Float, Integer> characters = new TreeMap<>();
        lines.forEach(line -> characters.merge(rounded(line), line.text().length(), Integer::sum));
        this.usual = characters.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(0f);
        this.headings = characters.keySet().stream()
                .filter(size -> size >= usual * LARGER)
                .sorted(java.util.Comparator.reverseOrder())
                .toList();
    }

    static List<Block> of(List<PdfLines.Line> lines) {
        PdfBlocks blocks = new PdfBlocks(lines);
        lines.forEach(blocks::add);
        blocks.end();
        return blocks.blocks;
    }

    private static float rounded(PdfLines.Line line) {
        return Math.round(line.size() * 2) / 2f;
    }

    private void add(PdfLines.Line line) {
        int rank = headings.indexOf(rounded(line));
        if (rank >= 0 && line.text().length() <= LONGEST_HEADING) {
            end();
            blocks.add(new Block(Math.min(rank + 1, LEVELS), line.text(), "page " + line.page()));
            return;
        }
        page = paragraph.isEmpty() ? line.page() : page;
        join(line.text());
        if (line.ends()) {
            end();
        }
    }

    /** A word that is parted at the end of a line becomes whole again. */
    private void join(String line) {
        int last = paragraph.length() - 1;
        boolean parted = last > 0
                && paragraph.charAt(last) == '-'
                && Character.isLetter(paragraph.charAt(last - 1))
                && Character.isLowerCase(line.codePointAt(0));
        if (parted) {
            paragraph.setLength(last);
        } else if (last >= 0) {
            paragraph.append(' ');
        }
        paragraph.append(line);
    }

    private void end() {
        if (!paragraph.isEmpty()) {
            blocks.add(Block.text(paragraph.toString(), "page " + page));
            paragraph.setLength(0);
        }
    }
}
