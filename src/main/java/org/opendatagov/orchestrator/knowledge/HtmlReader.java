package org.opendatagov.orchestrator.knowledge;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/** HTML. Nothing that it names is fetched, no script runs, and what is not for reading (scripts, styles, forms, hidden parts) is left out. */
final class HtmlReader {
    private static final String LEFT_OUT =
            "script, style, noscript, template, iframe, object, embed, svg, canvas, form, nav, [hidden], [aria-hidden=true]";

    /** A page of a megabyte has some 20,000; each becomes an object of some 200 bytes. */
    private static final int MOST_TAGS = 200_000;

    private HtmlReader() {}

    static ReadDocument read(byte[] content) {
        check(content);
        Document document = parse(content);
        document.select(LEFT_OUT).remove();
        HtmlBlocks blocks = new HtmlBlocks();
        document.body().traverse(blocks);
        return ReadDocument.of(document.title().strip(), blocks.all());
    }

    private static void check(byte[] content) {
        int tags = 0;
        boolean zero = false;
        for (byte character : content) {
            tags += character == '<' ? 1 : 0;
            zero |= character == 0;
        }
        boolean wide = TextContent.starts(content, 0xFF, 0xFE) || TextContent.starts(content, 0xFE, 0xFF);
        if ((zero && !wide) || TextContent.starts(content, '%', 'P', 'D', 'F', '-')) {
            throw Unreadable.because("binary", "The file holds binary data, not HTML.");
        }
        if (tags > MOST_TAGS) {
            throw Unreadable.because(
                    "too_large", "The file has more than " + MOST_TAGS + " tags; send the document in parts.");
        }
    }

    /** The charset is the one of the byte order mark or of {@code <meta>}, else UTF-8. */
    private static Document parse(byte[] content) {
        try {
            Parser parser = Parser.htmlParser().setTrackPosition(true);
            return Jsoup.parse(new ByteArrayInputStream(content), null, "", parser);
        } catch (IOException | IllegalArgumentException e) {
            throw Unreadable.because(
                    "wrong_charset", "The file names a charset that is not known; save it as UTF-8 and send it again.");
        }
    }
}
