package org.opendatagov.orchestrator.openlineage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Takes the events of the files in a folder, which need not exist. A file stays where it is; one that grows is read on from where it was read to,
 * one that is another is read anew, and what was read before changes nothing. After a restart all is read again.
 */
@Component("lineageFolder")
class LineageFolder {
    private static final Logger LOG = LoggerFactory.getLogger(LineageFolder.class);
    /** Problems of one file that the log tells one by one. */
    private static final int TOLD = 20;

    private final Intake intake;
    private final Path folder;
    private final long settleMillis;
    private final Clock clock;
    private final Map<Path, Seen> seen = new HashMap<>();

    /** What a file was when it was read. */
    private record Seen(@Nullable Object key, long size, long modified, EventFile.Position position) {
        static Seen of(BasicFileAttributes file, EventFile.Position position) {
            return new Seen(file.fileKey(), file.size(), file.lastModifiedTime().toMillis(), position);
        }

        boolean is(Seen other) {
            return Objects.equals(key, other.key) && size == other.size && modified == other.modified;
        }

        /** Of a file that has grown since, all that was read is taken for unchanged. */
        EventFile.Position readIn(Seen now) {
            return Objects.equals(key, now.key) && now.size > size ? position : EventFile.Position.START;
        }
    }

    LineageFolder(
            Intake intake,
            Clock clock,
            @Value("${orchestrator.openlineage.folder:lineage}") Path folder,
            @Value("${orchestrator.triggers.settle-time:2000}") long settleMillis) {
        this.intake = intake;
        this.clock = clock;
        this.folder = folder;
        this.settleMillis = settleMillis;
    }

    /** Called by the route {@code trigger-lineage} again and again. */
    public synchronized void look() {
        for (Path file : files()) {
            try {
                look(file);
            } catch (IOException e) {
                LOG.warn(
                        "'{}' in the folder of lineage events cannot be read; check its permissions.",
                        file.getFileName());
            }
        }
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(EventFile::isOne)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            LOG.warn("The folder of orchestrator.openlineage.folder cannot be listed; check its permissions.");
            return List.of();
        }
    }

    /** What was not read to its end, because the store was away, is read again at the next look. */
    private void look(Path file) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        Seen now = Seen.of(found, EventFile.Position.START);
        Seen before = seen.get(file);
        boolean settled = clock.millis() - now.modified() >= settleMillis;
        if (!settled || (before != null && before.is(now))) {
            return;
        }
        FileEvents events = new FileEvents(intake);
        EventFile.Position from = before == null ? EventFile.Position.START : before.readIn(now);
        EventFile.Position position = new EventFile(file, events).read(from);
        seen.put(file, Seen.of(found, position));
        tell(file.getFileName().toString(), events);
    }

    private static void tell(String name, FileEvents events) {
        LOG.info("Lineage events of '{}': {}", name, events.counts());
        events.problems().stream().limit(TOLD).forEach(problem -> LOG.warn("'{}', {}", name, problem));
        if (events.problems().size() > TOLD) {
            LOG.warn("'{}' has {} more problems.", name, events.problems().size() - TOLD);
        }
    }
}
