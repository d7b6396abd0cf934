package org.opendatagov.orchestrator.knowledge;

import java.io.IOException;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** PDF: the text that it shows, in reading order. Nothing in it runs, and no attachment, form or link is followed. */
final class PdfReader {
    private static final int MOST_PAGES = 2000;

    private PdfReader() {}

    static ReadDocument read(byte[] content) {
        if (!TextContent.starts(content, '%', 'P', 'D', 'F', '-')) {
            throw Unreadable.because("wrong_format", "The file is no PDF: a PDF begins with %PDF-.");
        }
        PdfStreams.check(content);
        try (PDDocument document = Loader.loadPDF(
                content, "", null, null, MemoryUsageSetting.setupMainMemoryOnly(PdfStreams.MOST_BYTES).streamCache)) {
            return read(document);
        } catch (InvalidPasswordException e) {
            throw Unreadable.because("encrypted", "The PDF is encrypted; remove its password and send it again.");
        } catch (OrchestratorException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Why is left out: the library's messages quote the file. Objects that lie in objects without end overflow
            // its stack.
            throw Unreadable.because("broken", "The PDF cannot be read: it is damaged or incomplete; make it anew.");
        }
    }

    private static ReadDocument read(PDDocument document) throws IOException {
        if (document.getNumberOfPages() > MOST_PAGES) {
            throw Unreadable.because(
                    "too_large", "The PDF has more than " + MOST_PAGES + " pages; send the document in parts.");
        }
        if (!document.getCurrentAccessPermission().canExtractContent()) {
            throw Unreadable.because("encrypted", "The PDF forbids taking its text; send one that allows it.");
        }
        PdfLines lines = new PdfLines();
        lines.getText(document);
        String title = Optional.ofNullable(document.getDocumentInformation().getTitle())
                .orElse("");
        return ReadDocument.of(title.strip(), PdfBlocks.of(lines.all()));
    }
}
