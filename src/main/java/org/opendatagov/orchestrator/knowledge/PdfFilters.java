package org.opendatagov.orchestrator.knowledge;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a stream of a PDF is packed, as the dictionary before it says. What is packed by Flate alone is counted elsewhere; what is packed by another
 * method, or written as text on top, can only be bounded by its size: its bytes grow a thousandfold at most.
 */
final class PdfFilters {
    /** Grows to some 350 MB at most. */
    private static final int LARGEST_UNCOUNTED = 256 << 10;

    /** A dictionary of a stream is seldom longer; what is cut off counts as unknown. */
    private static final int LONGEST_DICTIONARY = 4096;

    private static final Pattern FILTER = Pattern.compile(
            "/Filter[ \t\r\n\0\f]*(\\[[^\\]]*\\]|/[^ \t\r\n\0\f/<>\\[\\]()]+|[0-9]+[ \t\r\n]+[0-9]+[ \t\r\n]+R)");
    private static final List<String> PACKING =
            List.of("FlateDecode", "LZWDecode", "RunLengthDecode", "Fl", "LZW", "RL");
    /** What is packed so first is unpacked and counted. */
    private static final List<String> COUNTED = List.of("FlateDecode", "Fl");

    private static final byte[] END = "endstream".getBytes(StandardCharsets.US_ASCII);

    private PdfFilters() {}

    /**
     * @param at where the stream's bytes begin
     * @param keyword where the word {@code stream} before them begins
     */
    static void check(byte[] content, int keyword, int at) {
        int from = Math.max(0, keyword - LONGEST_DICTIONARY);
        String before = new String(content, from, keyword - from, StandardCharsets.ISO_8859_1);
        String dictionary = before.substring(Math.max(0, before.lastIndexOf("obj")));
        Matcher filter = FILTER.matcher(dictionary);
        while (filter.find()) {
            check(filter.group(1).replaceAll("[ \\t\\r\\n\\x00\\f]", ""), content, at);
        }
    }

    private static void check(String filter, byte[] content, int at) {
        List<String> names =
                List.of(filter.replaceAll("[\\[\\]]", "").replaceFirst("^/", "").split("/"));
        long packings = names.stream().filter(PACKING::contains).count();
        boolean unknown = filter.contains("#") || (filter.endsWith("R") && !filter.contains("/"));
        boolean uncounted = packings > 0 && !COUNTED.contains(names.getFirst());
        if (packings > 1 || unknown || (uncounted && length(content, at) > LARGEST_UNCOUNTED)) {
            throw Unreadable.because(
                    "too_large",
                    "The PDF is packed in a way that cannot be bounded; print it to a PDF anew and send that.");
        }
    }

    private static int length(byte[] content, int at) {
        for (int end = at; end + END.length <= content.length; end++) {
            if (content[end] == 'e' && java.util.Arrays.equals(content, end, end + END.length, END, 0, END.length)) {
                return end - at;
            }
        }
        return content.length - at;
    }
}
