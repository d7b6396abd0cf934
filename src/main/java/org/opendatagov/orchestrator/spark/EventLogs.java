package org.opendatagov.orchestrator.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.dataset.RawFiles;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** Finds and reads event logs. A log is read once a call, as a stream, in bounded memory. Thread-safe. */
@Component
public class EventLogs {
    private final RawFiles files;
    private final LogFolders folders;

    EventLogs(RawFiles files, LogFolders folders) {
        this.files = files;
        this.folders = folders;
    }

    /**
     * Checks form and place of a location without reading the log.
     *
     * @throws OrchestratorException {@code forbidden_location}, {@code dataset_not_found}
     */
    public void check(String location) {
        files.check(location);
    }

    /**
     * Reads the log at a location: a file, packed or not, or the folder of a rolling log.
     *
     * @param pinned fingerprints that the run has used, by location; another one now is {@code dataset_changed}
     * @throws OrchestratorException as {@link #check}; {@code unreadable_dataset} where it is no event log
     */
    public EventLog read(String location, Map<String, String> pinned) {
        return files.read(location, found -> read(location, LogFiles.inOrder(location, found), pinned));
    }

    /**
     * Reads the newest log of an application below {@code orchestrator.spark.event-log-dirs}.
     *
     * @param application its name or id
     * @throws OrchestratorException {@code dataset_not_found} where there is none; {@code invalid_input} without such folders
     */
    public EventLog newest(String application) {
        if (!folders.configured()) {
            throw new OrchestratorException(
                    ErrorCode.INVALID_INPUT,
                    "'pipeline_id' alone needs orchestrator.spark.event-log-dirs, the folders where Spark writes its event"
                            + " logs; set it, or give 'event_log'.");
        }
        LogFolders.Log log = folders.newest(application)
                .orElseThrow(() -> new OrchestratorException(
                        ErrorCode.DATASET_NOT_FOUND,
                        "No event log below orchestrator.spark.event-log-dirs is of an application with this name or id;"
                                + " check 'pipeline_id', or give 'event_log'."));
        try {
            return read(log.name(), log.files(), Map.of());
        } catch (IOException e) {
            throw new OrchestratorException(
                    ErrorCode.UNREADABLE_DATASET,
                    "'%s' cannot be read; check its permissions.".formatted(log.name()),
                    e);
        }
    }

    private EventLog read(String location, List<Path> log, Map<String, String> pinned) throws IOException {
        SparkApplication application = LogReading.read(location, log);
        String before = pinned.get(location);
        if (!application.completed() && before == null) {
            return new EventLog(application, location, Map.of());
        }
        String now = files.fingerprint(location, log);
        if (before != null && !before.equals(now)) {
            throw new OrchestratorException(
                    ErrorCode.DATASET_CHANGED,
                    "'%s' changed while the run was under way; start a new run on what it is now.".formatted(location));
        }
        return new EventLog(application, location, Map.of(location, now));
    }
}
