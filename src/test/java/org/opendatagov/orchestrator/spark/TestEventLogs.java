package org.opendatagov.orchestrator.spark;

import java.nio.file.Path;
import java.util.List;
import org.opendatagov.orchestrator.dataset.TestDatasets;

/** Event logs below folders of a test. */
public final class TestEventLogs {
    private TestEventLogs() {}

    /** Over files that lie anywhere. */
    public static EventLogs over(org.opendatagov.orchestrator.dataset.RawFiles files) {
        return new EventLogs(files, new LogFolders(new SparkSettings(List.of())));
    }

    /**
     * The real thing.
     *
     * @param data a folder of its own; {@code folder} is allowed, and searched for the logs of an application
     */
    public static EventLogs in(Path data, Path folder) {
        return new EventLogs(
                TestDatasets.in(data, folder).rawFiles(), new LogFolders(new SparkSettings(List.of(folder))));
    }
}
