package org.opendatagov.orchestrator.knowledge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** The lines of a PDF with the size of their letters, which alone tells a heading from a paragraph. */
final class PdfLines extends PDFTextStripper {
    /** A line; {@code ends}: a paragraph ends with it. */
    record Line(String text, float size, int page, boolean ends) {}

    /** Of a page; printed ones have some 5,000. Each becomes an object of some 200 bytes until its page is done. */
    private static final int MOST_LETTERS = 200_000;

    private static final long MOST_OPERATIONS = 10_000_000;

    /** Forms may hold forms that hold forms, so a small file can ask for work without end. */
    private static final int MOST_FORMS = 50_000;

    private final List<Line> lines = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private float size;
    private int letters;
    private long operations;
    private int forms;

    PdfLines() {
        setSortByPosition(true);
        setSuppressDuplicateOverlappingText(true);
    }

    @Override
    protected void startPage(PDPage page) {
        letters = 0;
    }

    @Override
    protected void processTextPosition(TextPosition position) {
        if (++letters > MOST_LETTERS) {
            throw Unreadable.because(
                    "too_large",
                    "A page of the PDF has more than " + MOST_LETTERS + " letters; send the document in parts.");
        }
        super.processTextPosition(position);
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        if (++operations > MOST_OPERATIONS) {
            throw tooMuch();
        }
        super.processOperator(operator, operands);
    }

    @Override
    public void showForm(PDFormXObject form) throws IOException {
        if (++forms > MOST_FORMS) {
            throw tooMuch();
        }
        super.showForm(form);
    }

    private static OrchestratorException tooMuch() {
        return Unreadable.because(
                "too_large", "The PDF takes too many steps to draw; print it to a PDF anew, or send it in parts.");
    }

    List<Line> all() {
        return lines;
    }

    @Override
    protected void writeString(String words, List<TextPosition> positions) throws IOException {
        text.append(words);
        for (TextPosition position : positions) {
            size = Math.max(size, position.getFontSizeInPt());
        }
    }

    @Override
    protected void writeWordSeparator() {
        text.append(' ');
    }

    @Override
    protected void writeLineSeparator() {
        end(false);
    }

    @Override
    protected void writeParagraphEnd() {
        end(true);
    }

    @Override
    protected void writePageEnd() {
        end(true);
    }

    private void end(boolean paragraph) {
        String line = text.toString().strip();
        if (!line.isEmpty()) {
            lines.add(new Line(line, size, getCurrentPageNo(), paragraph));
        } else if (paragraph && !lines.isEmpty()) {
            Line last = lines.removeLast();
            lines.add(new Line(last.text(), last.size(), last.page(), true));
        }
        text.setLength(0);
        size = 0;
    }
}
