package org.opendatagov.orchestrator.knowledge;

import java.util.concurrent.Semaphore;

/** Reads a file by its format. */
final class DocumentReader {
    /** The text of some 2,000 printed pages. */
    private static final int MOST_CHARACTERS = 5_000_000;

    /** Each may take some 300 MB for a moment; more wait. */
    private static final Semaphore AT_ONCE = new Semaphore(2, true);

    private DocumentReader() {}

    /** @throws org.opendatagov.orchestrator.problem.OrchestratorException {@code invalid_input} that says what is wrong with the file */
    static ReadDocument read(DocumentFormat format, byte[] content) {
        AT_ONCE.acquireUninterruptibly();
        try {
            return checked(format, readAs(format, content));
        } finally {
            AT_ONCE.release();
        }
    }

    private static ReadDocument readAs(DocumentFormat format, byte[] content) {
        return switch (format) {
            case MARKDOWN -> MarkdownReader.read(content);
            case HTML -> HtmlReader.read(content);
            case PDF -> PdfReader.read(content);
            case TEXT -> TextReader.read(content);
        };
    }

    private static ReadDocument checked(DocumentFormat format, ReadDocument document) {
        if (document.characters() > MOST_CHARACTERS) {
            throw Unreadable.because(
                    "too_large",
                    "The file holds more than " + MOST_CHARACTERS + " characters of text; send the document in parts.");
        }
        if (document.blocks().stream().allMatch(Block::heading)) {
            throw Unreadable.because(
                    "no_text",
                    format == DocumentFormat.PDF
                            ? "The PDF holds no text, as a scan does; run text recognition over it and send it again."
                            : "The file holds no text.");
        }
        return document;
    }
}
