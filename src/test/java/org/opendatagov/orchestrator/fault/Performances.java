package org.opendatagov.orchestrator.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was performed and which processes were lost, as lines that several processes append to one file: the order of lines is the order in
 * which things happened, whatever clocks say. A line that was written outlives its process.
 */
final class Performances {
    private final Path file;

    /** What a line tells. */
    enum Kind {
        BEGUN,
        FAILED,
        /** The process was killed, or stopped for longer than its lease. */
        LOST
    }

    /** @param task run, task and label; empty where a process was lost */
    record Line(Kind kind, long process, String task, String id) {
        static Line read(String text) {
            String[] parts = text.split(" ", -1);
            return new Line(Kind.valueOf(parts[0]), Long.parseLong(parts[1]), parts[2], parts[3]);
        }
    }

    Performances(String file) {
        this.file = Path.of(file);
    }

    void note(Kind kind, String task, String id) {
        write(new Line(kind, ProcessHandle.current().pid(), task, id));
    }

    void lost(long process) {
        write(new Line(Kind.LOST, process, "", ""));
    }

    private void write(Line line) {
        String text = "%s %d %s %s%n".formatted(line.kind(), line.process(), line.task(), line.id());
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Line> lines() throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream().map(Line::read).toList()
                : List.of();
    }

    /** Whether no performance of the task failed yet. */
    boolean first(String task) {
        try {
            return lines().stream()
                    .noneMatch(line -> line.kind() == Kind.FAILED && line.task().equals(task));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many performances were begun. */
    long begun() throws IOException {
        return lines().stream().filter(line -> line.kind() == Kind.BEGUN).count();
    }

    /** Task by task, the last performance: the one whose outcome must be the recorded one. */
    Map<String, String> last() throws IOException {
        Map<String, String> last = new HashMap<>();
        lines().stream().filter(line -> line.kind() == Kind.BEGUN).forEach(line -> last.put(line.task(), line.id()));
        return last;
    }

    /**
     * Performances after an earlier one of the same task that neither failed nor was lost with its process. What a process begins that stood
     * still was on its way there when it was stopped: in flight, though not yet written here; what it answers is refused.
     */
    List<Line> unexplained() throws IOException {
        List<Line> unexplained = new ArrayList<>();
        Map<String, Line> before = new HashMap<>();
        Set<String> failed = new HashSet<>();
        Set<Long> lost = new HashSet<>();
        for (Line line : lines()) {
            switch (line.kind()) {
                case LOST -> lost.add(line.process());
                case FAILED -> failed.add(line.id());
                case BEGUN -> {
                    Line earlier = before.put(line.task(), line);
                    boolean inFlight = lost.contains(line.process());
                    if (earlier != null
                            && !failed.contains(earlier.id())
                            && !lost.contains(earlier.process())
                            && !inFlight) {
                        unexplained.add(line);
                    }
                }
            }
        }
        return unexplained;
    }

    /** Performances that began while an earlier one of the task was not failed: those that a kill made necessary. */
    long repeated() throws IOException {
        long repeated = 0;
        Map<String, Line> before = new HashMap<>();
        Set<String> failed = new HashSet<>();
        for (Line line : lines()) {
            if (line.kind() == Kind.FAILED) {
                failed.add(line.id());
            } else if (line.kind() == Kind.BEGUN) {
                Line earlier = before.put(line.task(), line);
                repeated += earlier != null && !failed.contains(earlier.id()) ? 1 : 0;
            }
        }
        return repeated;
    }
}
