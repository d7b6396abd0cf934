package org.opendatagov.orchestrator.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Gathers the text of a page block by block: headings, paragraphs, items of lists, rows of tables. */
final class HtmlBlocks implements NodeVisitor {
    private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");
    private static final Set<String> CELLS = Set.of("td", "th");

    private final List<Block> blocks = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private String place = "";

    List<Block> all() {
        end(0);
        return blocks;
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode piece) {
            add(piece);
        } else if (node instanceof Element element && parts(element)) {
            end(0);
            text.append(element.nameIs("li") ? "- " : "");
        } else if (node instanceof Element element && CELLS.contains(element.normalName()) && !text.isEmpty()) {
            text.append(" | ");
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element && parts(element)) {
            String name = element.normalName();
            end(HEADINGS.contains(name) ? name.charAt(1) - '0' : 0);
        }
    }

    private static boolean parts(Element element) {
        return (element.isBlock() && !CELLS.contains(element.normalName())) || element.nameIs("br");
    }

    private void add(TextNode piece) {
        boolean literal = Optional.ofNullable(piece.parent())
                .map(parent -> parent.closest("pre"))
                .isPresent();
        String words = literal ? piece.getWholeText() : piece.text();
        if (words.isBlank() && text.isEmpty()) {
            return;
        }
        place = text.isEmpty() || place.isEmpty()
                ? "line " + piece.sourceRange().start().lineNumber()
                : place;
        text.append(words);
    }

    private void end(int level) {
        String whole = text.toString().strip();
        if (!whole.isEmpty() && !whole.equals("-")) {
            blocks.add(new Block(level, whole, place));
        }
        text.setLength(0);
        place = "";
    }
}
