package org.opendatagov.orchestrator.knowledge;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Makes text of bytes: UTF-8, or UTF-16 with its byte order mark. What is no text is refused instead of being read as something. */
final class TextContent {
    /** Lines and pages are parted by some of the control characters; of any other a text holds next to none. */
    private static final double MOST_CONTROLS = 0.01;

    private TextContent() {}

    static String decode(byte[] content) {
        if (starts(content, '%', 'P', 'D', 'F', '-')) {
            throw Unreadable.because("wrong_format", "The file is a PDF; give it a name that ends with .pdf.");
        }
        Charset charset = charset(content);
        String text = decode(content, charset);
        check(text);
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static Charset charset(byte[] content) {
        if (starts(content, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        return starts(content, 0xFE, 0xFF) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    static boolean starts(byte[] content, int... bytes) {
        for (int index = 0; index < bytes.length; index++) {
            if (index >= content.length || (content[index] & 0xFF) != bytes[index]) {
                return false;
            }
        }
        return true;
    }

    private static String decode(byte[] content, Charset charset) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes)
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Unreadable.because(
                    "wrong_charset",
                    "The file is no text in UTF-8 (byte " + bytes.position()
                            + " is the first that is not); save it as UTF-8 and send it again.");
        }
    }

    private static void check(String text) {
        long controls = text.chars()
                .filter(character -> Character.isISOControl(character) && !Character.isWhitespace(character))
                .count();
        if (text.indexOf('\0') >= 0 || controls > text.length() * MOST_CONTROLS) {
            throw Unreadable.because(
                    "binary",
                    "The file holds binary data, not text; send the document as Markdown, HTML, PDF or text.");
        }
    }
}
