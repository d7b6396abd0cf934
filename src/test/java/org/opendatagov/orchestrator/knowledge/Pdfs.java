package org.opendatagov.orchestrator.knowledge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** PDFs for tests. */
public final class Pdfs {
    private static final int LARGE = 18;
    private static final int USUAL = 11;

    private Pdfs() {}

    /** Of each page the first text is a heading, each other one a paragraph, its lines as given. */
    public static byte[] of(String title, List<List<String>> pages) {
        try (PDDocument document = document(title, pages)) {
            return bytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PDDocument document(String title, List<List<String>> pages) throws IOException {
        PDDocument document = new PDDocument();
        document.getDocumentInformation().setTitle(title);
        for (List<String> texts : pages) {
            PDPage page = new PDPage();
            document.addPage(page);
            write(document, page, texts);
        }
        return document;
    }

    private static void write(PDDocument document, PDPage page, List<String> texts) throws IOException {
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            float height = 700;
            int size = LARGE;
            for (String text : texts) {
                for (String line : text.split("\n", -1)) {
                    content.beginText();
                    content.setFont(new PDType1Font(FontName.HELVETICA), size);
                    content.newLineAtOffset(72, height);
                    content.showText(line);
                    content.endText();
                    height -= size * 1.2f;
                }
                height -= 30;
                size = USUAL;
            }
        }
    }

    private static byte[] bytes(PDDocument document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }

    static byte[] encrypted(String password) {
        try (PDDocument document = document("x", List.of(List.of("heading", "text")))) {
            document.protect(new StandardProtectionPolicy(password, password, new AccessPermission()));
            return bytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page whose content unpacks to so many blanks. */
    static byte[] bomb(long size) {
        return page("/FlateDecode", packed(" ", size));
    }

    /** The same, packed once more. */
    static byte[] bombInBomb(long size) {
        return page("[/FlateDecode/FlateDecode]", packed(packed(" ", size)));
    }

    /** The same, written as hexadecimal digits. */
    static byte[] hexBomb(long size) {
        byte[] digits = HexFormat.of().formatHex(packed(" ", size)).getBytes(StandardCharsets.US_ASCII);
        return page("[/ASCIIHexDecode/FlateDecode]", digits);
    }

    /** A page that shows so many letters. */
    static byte[] letters(int count) {
        String shown = "BT /F 11 Tf (" + "a".repeat(count) + ") Tj ET";
        return page("/FlateDecode", packed(shown.getBytes(StandardCharsets.US_ASCII)));
    }

    /** A page that draws a form ten times, which draws another one ten times, and so on. */
    static byte[] forms(int depth) {
        StringBuilder objects = new StringBuilder();
        for (int level = 0; level < depth; level++) {
            int number = 10 + level;
            String draws = level + 1 < depth ? "/X Do ".repeat(10) : "0 0 m ";
            objects.append(number)
                    .append(" 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X ")
                    .append(number + 1)
                    .append(" 0 R>>>>/Length ")
                    .append(draws.length())
                    .append(">>stream\n")
                    .append(draws)
                    .append("\nendstream endobj\n");
        }
        return page("/FlateDecode", packed("/X Do".getBytes(StandardCharsets.US_ASCII)), objects.toString());
    }

    private static byte[] packed(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] packed(String character, long size) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] many = character.repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            for (long written = 0; written < size; written += many.length) {
                deflater.write(many);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] page(String filter, byte[] content) {
        return page(filter, content, "");
    }

    private static byte[] page(String filter, byte[] content, String objects) {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        pdf.writeBytes(
                ("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                                + "3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 10 0 R>>>>>>endobj\n"
                                + "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
                                + objects
                                + "4 0 obj<</Filter"
                                + filter
                                + "/Length "
                                + content.length
                                + ">>stream\n")
                        .getBytes(StandardCharsets.US_ASCII));
        pdf.writeBytes(content);
        pdf.writeBytes("\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF".getBytes(StandardCharsets.US_ASCII));
        return pdf.toByteArray();
    }
}
