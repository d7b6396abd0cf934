package org.opendatagov.orchestrator.dataset;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** Datasets on this machine and in S3, read through DuckDB. */
@Component
class StandardDatasets implements Datasets {
    private final Locator locator;
    private final TextConversion conversion;
    private final DuckDb duckDb;
    private final QueryPool pool;
    private final Profiler profiler;
    private final StagingFolder staging;
    private final Cache<String, LocatedFiles> opened =
            Caffeine.newBuilder().maximumSize(10_000).build();
    private final SharedProfiles profiles = new SharedProfiles();

    /** Work with a connection and the files that it reads. */
    @FunctionalInterface
    private interface Work<T> {
        T run(Connection connection, ReadableFiles files) throws SQLException;
    }

    StandardDatasets(
            Locator locator,
            TextConversion conversion,
            DuckDb duckDb,
            QueryPool pool,
            Profiler profiler,
            StagingFolder staging) {
        this.locator = locator;
        this.conversion = conversion;
        this.duckDb = duckDb;
        this.pool = pool;
        this.profiler = profiler;
        this.staging = staging;
    }

    @Override
    public void check(String location) {
        locator.check(location);
    }

    @Override
    public Dataset open(String location, Map<String, String> pinned) {
        String before = pinned.get(location);
        LocatedFiles located = before == null ? locator.locate(location) : again(location);
        Dataset dataset = located.dataset();
        if (before != null && !before.equals(dataset.fingerprint())) {
            throw changed(dataset.location());
        }
        opened.put(key(dataset), located);
        return dataset;
    }

    private static String key(Dataset dataset) {
        return dataset.location() + "\n" + dataset.fingerprint();
    }

    private static OrchestratorException changed(String location) {
        return new OrchestratorException(
                ErrorCode.DATASET_CHANGED,
                "'" + location
                        + "' changed or went away while the run was under way; start a new run on what it is now.");
    }

    /** Locates what was there before: if it is gone now, it changed. */
    private LocatedFiles again(String location) {
        try {
            return locator.locate(location);
        } catch (OrchestratorException e) {
            throw e.code() == ErrorCode.DATASET_NOT_FOUND ? changed(location) : e;
        }
    }

    private LocatedFiles located(Dataset dataset) {
        LocatedFiles present = opened.getIfPresent(key(dataset));
        if (present != null && present.unchanged()) {
            return present;
        }
        LocatedFiles again = again(dataset.location());
        if (!again.dataset().fingerprint().equals(dataset.fingerprint())) {
            throw changed(dataset.location());
        }
        opened.put(key(dataset), again);
        return again;
    }

    @Override
    public DatasetProfile profile(Dataset dataset) {
        String key = dataset.format().text() + "\n" + dataset.fingerprint();
        return profiles.get(
                key,
                cancellation -> run(
                        dataset,
                        cancellation,
                        (connection, files) -> profiler.profile(connection, files, pool.helpers(cancellation))));
    }

    @Override
    public List<DatasetPart> parts(Dataset dataset) {
        return run(dataset, new QueryPool.Cancellation(), DatasetParts::of);
    }

    @Override
    public <T> T query(Dataset dataset, DatasetQuery<T> query) {
        return run(
                dataset, new QueryPool.Cancellation(), (connection, files) -> query.run(SelectOnly.over(connection)));
    }

    private <T> T run(Dataset dataset, QueryPool.Cancellation cancellation, Work<T> work) {
        try (StagingFolder.Use use = staging.use()) {
            LocatedFiles located = kept(dataset, use);
            T result = pool.run(cancellation, () -> worked(located, cancellation, use, work));
            if (!located.unchanged()) {
                throw changed(dataset.location());
            }
            return result;
        }
    }

    /** The dataset's files, which stay from now on; a staged copy that went just before is fetched again. */
    private LocatedFiles kept(Dataset dataset, StagingFolder.Use use) {
        LocatedFiles located = located(dataset);
        use.add(located.files());
        if (located.unchanged()) {
            return located;
        }
        LocatedFiles again = located(dataset);
        use.add(again.files());
        return again;
    }

    private <T> T worked(
            LocatedFiles located, QueryPool.Cancellation cancellation, StagingFolder.Use use, Work<T> work) {
        try {
            ReadableFiles files = conversion.convert(located, cancellation, use);
            try (Connection connection = cancellation.watch(duckDb.open(files.files()))) {
                return work.run(connection, PersonalNames.createView(connection, files));
            }
        } catch (OrchestratorException e) {
            boolean changed = e.code() == ErrorCode.UNREADABLE_DATASET && !located.unchanged();
            throw changed ? changed(located.dataset().location()) : e;
        } catch (SQLException e) {
            if (!located.unchanged()) {
                throw changed(located.dataset().location());
            }
            throw DuckDbErrors.translated(e, located.dataset(), cancellation.cancelled());
        }
    }
}
