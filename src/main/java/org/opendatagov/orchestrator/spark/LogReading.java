package org.opendatagov.orchestrator.spark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** One pass over the files of a log. */
final class LogReading {
    private static final int LINES_BETWEEN_LOOKS = 1_000;
    private static final int HEAD_LINES = 2_000;

    private final String location;
    private final ApplicationBuilder application = new ApplicationBuilder();
    private final EventReader events = new EventReader(application);
    private long bytes;
    private long lines;
    private long unreadable;
    private boolean cutOff;
    private boolean headOnly;

    private LogReading(String location) {
        this.location = location;
    }

    /** @throws OrchestratorException {@code unreadable_dataset} where it is no log of Spark's, or an empty one */
    static SparkApplication read(String location, List<Path> files) throws IOException {
        LogReading reading = new LogReading(location);
        for (Path file : files) {
            reading.read(file);
        }
        reading.checkIsLog();
        return reading.application.build(reading.summary(files.size()));
    }

    /** Only as far as to where the application says its name; what is no log has none. */
    static ApplicationName head(Path file) {
        LogReading reading = new LogReading("");
        reading.headOnly = true;
        try {
            reading.read(file);
        } catch (IOException | OrchestratorException e) {
            return new ApplicationName("", "");
        }
        return new ApplicationName(reading.application.id(), reading.application.name());
    }

    /** What an application calls itself. */
    record ApplicationName(String id, String name) {
        boolean is(String wanted) {
            return !wanted.isEmpty() && (wanted.equals(id) || wanted.equals(name));
        }
    }

    private void read(Path file) throws IOException {
        LogLines found;
        try (InputStream input = LogPacking.open(file)) {
            found = new LogLines(input);
            read(found);
            bytes += found.bytes();
        } catch (IOException e) {
            // The packing broke off or is damaged: what came before it counts.
            if (events.events() == 0) {
                throw notALog("cannot be unpacked, or is cut off before its first event");
            }
            cutOff = true;
        }
    }

    private void read(LogLines log) throws IOException {
        while (log.next()) {
            if (lines++ % LINES_BETWEEN_LOOKS == 0 && Thread.currentThread().isInterrupted()) {
                throw new OrchestratorException(ErrorCode.TIMEOUT, "Reading the event log was stopped.");
            }
            if (log.length() > 0) {
                line(log);
            }
            if (headOnly && (application.named() || lines > HEAD_LINES)) {
                return;
            }
        }
    }

    private void line(LogLines log) {
        if (!log.tooLong() && events.read(log.buffer(), log.from(), log.length())) {
            return;
        }
        if (lines == 1) {
            throw notALog(
                    log.whole()
                            ? "is none: its first line is no event ({\"Event\": …})"
                            : "is none, or is cut off in its first line");
        }
        if (log.whole()) {
            unreadable++;
        } else {
            cutOff = true;
        }
    }

    private void checkIsLog() {
        if (events.events() == 0) {
            throw notALog("is empty");
        }
        if (events.known() == 0) {
            throw notALog("holds no event of Spark's");
        }
        if (unreadable > events.events()) {
            throw notALog("holds more lines that are no events than events");
        }
    }

    private OrchestratorException notALog(String why) {
        return new OrchestratorException(
                ErrorCode.UNREADABLE_DATASET,
                "'%s' should be an event log of Spark (spark.eventLog.enabled), but %s.".formatted(location, why));
    }

    private LogSummary summary(int files) {
        return new LogSummary(
                files, bytes, events.events(), events.unknown(), unreadable, cutOff, application.ended(), 0, 0, 0);
    }
}
