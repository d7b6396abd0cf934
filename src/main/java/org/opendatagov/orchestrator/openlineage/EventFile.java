package org.opendatagov.orchestrator.openlineage;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events in a file: one as JSON or a list of them ({@code .json}), or one a line, as OpenLineage's file transport writes them ({@code .ndjson},
 * {@code .jsonl}, and {@code .json} whose first line is whole). Read as a stream: a file may be larger than the memory.
 */
final class EventFile {
    /** An event of more bytes is none; it would be kept in memory whole. */
    private static final int LARGEST = 10 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();
    /** A line holds one value. */
    private static final ObjectReader LINE =
            JSON.reader().forType(Object.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path file;
    private final Events events;

    /** Takes what is found, with the line on which it begins. */
    interface Events {
        void event(int line, @Nullable Object event);

        void unreadable(int line, String why);
    }

    /** How far a file of lines was read: all before is known. */
    record Position(long bytes, int lines) {
        static final Position START = new Position(0, 0);
    }

    EventFile(Path file, Events events) {
        this.file = file;
        this.events = events;
    }

    static boolean isOne(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).matches("[^.].*[.](json|jsonl|ndjson)");
    }

    /** Reads from there on, where that is still the same file. */
    Position read(Position from) throws IOException {
        if (!ofLines()) {
            document();
            return Position.START;
        }
        try (InputStream input = new BufferedInputStream(Files.newInputStream(file))) {
            input.skipNBytes(from.bytes());
            return lines(input, from);
        }
    }

    private boolean ofLines() throws IOException {
        if (!file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
            return true;
        }
        try (InputStream input = new BufferedInputStream(Files.newInputStream(file))) {
            Optional<Line> first = line(input);
            return first.isPresent()
                    && first.get().ended
                    && first.get().problem().isEmpty();
        }
    }

    private static final class Line {
        private final byte[] text;
        private final int bytes;
        private final boolean ended;

        /** @param ended by the end of the line, and not by that of the file */
        Line(byte[] text, int bytes, boolean ended) {
            this.text = text;
            this.bytes = bytes;
            this.ended = ended;
        }

        boolean blank() {
            return new String(text, StandardCharsets.UTF_8).isBlank();
        }

        Object value() throws IOException {
            return LINE.readValue(text);
        }

        Optional<String> problem() {
            if (bytes > LARGEST) {
                return Optional.of("The line has more than %d MB; one event is expected.".formatted(LARGEST >> 20));
            }
            try {
                value();
                return Optional.empty();
            } catch (JsonProcessingException e) {
                return Optional.of("The line is no JSON (column %d); one event is expected."
                        .formatted(e.getLocation() == null ? 1 : e.getLocation().getColumnNr()));
            } catch (IOException e) {
                return Optional.of("The line is no text in UTF-8; one event as JSON is expected.");
            }
        }
    }

    private static Optional<Line> line(InputStream input) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int bytes = 0;
        int next = input.read();
        if (next < 0) {
            return Optional.empty();
        }
        for (; next >= 0 && next != '\n'; next = input.read()) {
            bytes++;
            if (bytes <= LARGEST) {
                text.write(next);
            }
        }
        return Optional.of(new Line(text.toByteArray(), bytes + (next < 0 ? 0 : 1), next >= 0));
    }

    /** A last line that is cut is told of, and read again when the file has grown. */
    private Position lines(InputStream input, Position from) throws IOException {
        Position position = from;
        for (Optional<Line> read = line(input); read.isPresent(); read = line(input)) {
            Line line = read.get();
            int number = position.lines() + 1;
            Optional<String> problem = line.blank() ? Optional.empty() : line.problem();
            problem.ifPresent(why -> events.unreadable(number, why));
            if (problem.isEmpty() && !line.blank()) {
                events.event(number, line.value());
            }
            if (!line.ended && problem.isPresent()) {
                return position;
            }
            position = new Position(position.bytes() + line.bytes, line.ended ? number : position.lines());
        }
        return position;
    }

    private void document() throws IOException {
        try (InputStream input = Files.newInputStream(file);
                JsonParser parser = JSON.createParser(input)) {
            parser.nextToken();
            boolean list = parser.currentToken() == JsonToken.START_ARRAY;
            for (JsonToken token = list ? parser.nextToken() : parser.currentToken();
                    token != null && token != JsonToken.END_ARRAY;
                    token = parser.nextToken()) {
                int line = parser.currentTokenLocation().getLineNr();
                events.event(line, parser.readValueAs(Object.class));
            }
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            events.unreadable(
                    line,
                    "Here the file is no JSON; an event or a list of events is expected. What is before it is kept.");
        }
    }
}
