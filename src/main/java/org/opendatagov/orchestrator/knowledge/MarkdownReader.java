package org.opendatagov.orchestrator.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jsoup.Jsoup;

/**
 * Markdown (CommonMark). Text stays as it is written: a model reads tables, lists and code so. Front matter may say {@code title} and
 * {@code source}; without it the first heading of the first level is the title.
 */
final class MarkdownReader {
    private static final Parser PARSER =
            Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build();
    private static final Pattern FRONT_MATTER = Pattern.compile("\\A---\\n(.{0,4000}?)\\n---\\n", Pattern.DOTALL);

    /** Markers one within the other at the begin of a line: each opens a block, and a block within blocks is slow to read. */
    private static final Pattern NESTED =
            Pattern.compile("^(?:[ \\t]*(?:>|[-+*][ \\t]|[0-9]{1,9}[.)][ \\t])){50}", Pattern.MULTILINE);

    private MarkdownReader() {}

    static ReadDocument read(byte[] content) {
        String text = TextContent.decode(content);
        if (NESTED.matcher(text).find()) {
            throw Unreadable.because("too_deep", "A line of the file nests 50 quotes or lists; at most 49 are read.");
        }
        Matcher front = FRONT_MATTER.matcher(text);
        String said = front.lookingAt() ? front.group(1) : "";
        // Its lines stay as blank ones, so that places are those of the file.
        String body =
                said.isEmpty() ? text : "\n".repeat((int) front.group().lines().count()) + text.substring(front.end());
        List<Block> blocks = blocks(body);
        String title = member(said, "title").orElseGet(() -> firstHeading(blocks));
        return new ReadDocument(title, member(said, "source").orElse(""), withoutTitle(blocks, title));
    }

    private static Optional<String> member(String front, String name) {
        return front.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip().replaceAll("^\"|\"$", ""))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static String firstHeading(List<Block> blocks) {
        return blocks.stream()
                .limit(1)
                .filter(block -> block.level() == 1)
                .map(Block::text)
                .findFirst()
                .orElse("");
    }

    /** The title leads to every passage already. */
    private static List<Block> withoutTitle(List<Block> blocks, String title) {
        boolean first = !blocks.isEmpty()
                && blocks.getFirst().heading()
                && blocks.getFirst().text().equals(title);
        return first ? blocks.subList(1, blocks.size()) : blocks;
    }

    private static List<Block> blocks(String text) {
        List<String> lines = text.lines().toList();
        List<Block> blocks = new ArrayList<>();
        for (Node node = PARSER.parse(text).getFirstChild(); node != null; node = node.getNext()) {
            block(node, lines).filter(block -> !block.text().isBlank()).ifPresent(blocks::add);
        }
        return blocks;
    }

    private static Optional<Block> block(Node node, List<String> lines) {
        List<SourceSpan> spans = node.getSourceSpans();
        if (spans.isEmpty() || node instanceof ThematicBreak || node instanceof LinkReferenceDefinition) {
            return Optional.empty();
        }
        int first = spans.getFirst().getLineIndex();
        int last = spans.getLast().getLineIndex();
        String raw = String.join("\n", lines.subList(first, last + 1)).strip();
        String place = "line " + (first + 1);
        if (node instanceof Heading heading) {
            return Optional.of(new Block(heading.getLevel(), headingText(raw), place));
        }
        return Optional.of(
                Block.text(node instanceof HtmlBlock ? Jsoup.parse(raw).text() : raw, place));
    }

    /** Without the marks of either kind of heading, before, behind or below. */
    private static String headingText(String raw) {
        return raw.replaceFirst("^#{1,6}[ \\t]+", "")
                .replaceFirst("[ \\t]+#+$", "")
                .replaceFirst("\\n[=-]+$", "")
                .replace('\n', ' ')
                .strip();
    }
}
