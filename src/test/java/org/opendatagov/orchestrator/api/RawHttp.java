package org.opendatagov.orchestrator.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Says to a server exactly what a test says, well-formed or not. */
final class RawHttp {
    private RawHttp() {}

    /** @param head request line and headers, each with its line end but the empty line; the connection is closed after it */
    static Answer send(int port, String head) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        List<String> lines = text.substring(0, end).lines().toList();
        Map<String, List<String>> headers = new TreeMap<>();
        lines.stream()
                .skip(1)
                .forEach(line -> headers.computeIfAbsent(
                                line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
                                name -> new ArrayList<>())
                        .add(line.substring(line.indexOf(':') + 1).strip()));
        String body = text.substring(end + 4);
        boolean chunked = headers.getOrDefault("transfer-encoding", List.of()).contains("chunked");
        return new Answer(
                Integer.parseInt(lines.getFirst().split(" ", 3)[1]), headers, chunked ? unchunked(body) : body);
    }

    private static String unchunked(String body) {
        StringBuilder whole = new StringBuilder();
        String rest = body;
        int length = Integer.parseInt(rest.substring(0, rest.indexOf("\r\n")), 16);
        while (length > 0) {
            int start = rest.indexOf("\r\n") + 2;
            whole.append(rest, start, start + length);
            rest = rest.substring(start + length + 2);
            length = Integer.parseInt(rest.substring(0, rest.indexOf("\r\n")), 16);
        }
        return whole.toString();
    }
}
