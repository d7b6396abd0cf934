package org.opendatagov.orchestrator.dataset;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.opendatagov.orchestrator.privacy.PersonalLabels;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/**
 * Copies CSV and NDJSON to Parquet, once per fingerprint. CSV is read as text and typed by all its values, so that a malformed value
 * makes its column text and nothing fails.
 */
@Component
class TextConversion {
    /** Objects say how many keys they have only once all are read: memory is bounded as for so many. */
    private static final int JSON_COLUMNS = 1000;

    private final DuckDb duckDb;
    private final StagingFolder staging;
    private final Cache<String, ReadableFiles> converted =
            Caffeine.newBuilder().maximumSize(1000).build();

    /** A lock is there as long as somebody holds it or waits for it: all who want the same copy have the same one. */
    private final Cache<String, ReentrantLock> underWay =
            Caffeine.newBuilder().weakValues().build();

    TextConversion(DuckDb duckDb, StagingFolder staging) {
        this.duckDb = duckDb;
        this.staging = staging;
    }

    /** Runs on a thread of the query pool. The copy is in use until the caller ends that use. */
    ReadableFiles convert(LocatedFiles located, QueryPool.Cancellation cancellation, StagingFolder.Use use)
            throws SQLException {
        Dataset dataset = located.dataset();
        if (dataset.bytes() == 0) {
            throw empty(dataset);
        }
        if (dataset.format() == DatasetFormat.PARQUET) {
            return ReadableFiles.of(located);
        }
        ReentrantLock lock = underWay.get(dataset.fingerprint(), key -> new ReentrantLock());
        lock.lock();
        try {
            Optional<ReadableFiles> present = present(located, use);
            return present.isPresent() ? present.get() : write(located, cancellation, use);
        } finally {
            lock.unlock();
        }
    }

    private Optional<ReadableFiles> present(LocatedFiles located, StagingFolder.Use use) {
        ReadableFiles present = converted.getIfPresent(key(located));
        if (present == null) {
            return Optional.empty();
        }
        use.add(present.files());
        return present.files().stream().allMatch(Files::exists) ? Optional.of(present.from(located)) : Optional.empty();
    }

    /** Parts matter beside the content: partition keys stand in their names. */
    private static String key(LocatedFiles located) {
        return located.dataset().fingerprint() + "\n"
                + String.join("\n", located.dataset().parts());
    }

    private ReadableFiles write(LocatedFiles located, QueryPool.Cancellation cancellation, StagingFolder.Use use)
            throws SQLException {
        Dataset dataset = located.dataset();
        long bytes = checked(located, cancellation);
        try {
            Path folder = staging.folder("text", key(located));
            StagingFolder.Reservation room = staging.makeRoom(bytes, dataset.location(), folder);
            try (Connection connection = cancellation.watch(duckDb.openForConversion(located.files(), folder))) {
                ReadableFiles readable = dataset.format() == DatasetFormat.CSV
                        ? csv(connection, located, folder, use)
                        : json(connection, located, folder, use);
                converted.put(key(located), readable);
                return readable;
            } finally {
                room.close();
            }
        } catch (IOException e) {
            throw new OrchestratorException(
                    ErrorCode.LIMIT_REACHED, "'" + dataset.location() + "' could not be copied to disk.", e);
        }
    }

    /** Bytes of the text, unpacked. */
    private long checked(LocatedFiles located, QueryPool.Cancellation cancellation) {
        Dataset dataset = located.dataset();
        try {
            long bytes = new TextCheck(dataset, staging.limit(), cancellation).bytes(located.files());
            if (bytes == 0) {
                throw empty(dataset);
            }
            return bytes;
        } catch (IOException e) {
            throw new OrchestratorException(
                    ErrorCode.DATASET_CHANGED,
                    "'" + dataset.location() + "' went away or cannot be opened any more; start a new run.",
                    e);
        }
    }

    private static OrchestratorException empty(Dataset dataset) {
        return new OrchestratorException(
                ErrorCode.UNREADABLE_DATASET,
                "'%s' cannot be read as %s: it is empty. Write it again."
                        .formatted(dataset.location(), dataset.format().text()));
    }

    private static ReadableFiles json(Connection connection, LocatedFiles located, Path folder, StagingFolder.Use use)
            throws SQLException, IOException {
        Path target = folder.resolve("part-0.parquet");
        Files.deleteIfExists(target);
        use.add(List.of(target));
        String source = "read_json([" + DuckDb.literals(located.files())
                + "], sample_size = -1, union_by_name = true, maximum_object_size = 67108864, maximum_depth = 20, hive_partitioning = "
                + (located.files().size() > 1) + ")";
        try (var statement = connection.prepareStatement("COPY (SELECT * FROM " + source + ") TO "
                + Sql.literal(target.toString()) + " " + StagedParquet.options(JSON_COLUMNS))) {
            statement.execute();
        }
        return new ReadableFiles(located, List.of(target), ReadableFiles.AS_IT_IS, Optional.empty(), List.of());
    }

    private static ReadableFiles csv(Connection connection, LocatedFiles located, Path folder, StagingFolder.Use use)
            throws SQLException, IOException {
        List<Path> targets = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        List<CsvCopy> copies = new ArrayList<>();
        List<String> parts = located.dataset().parts();
        for (int index = 0; index < parts.size(); index++) {
            Path target = folder.resolve("part-" + index + ".parquet");
            Files.deleteIfExists(target);
            targets.add(target);
            use.add(List.of(target));
            CsvCopy copy = CsvCopy.write(connection, located.files().get(index), target, partition(parts.get(index)));
            warnings.addAll(copy.warnings(parts.size() > 1 ? shown(parts, index) : ""));
            copies.add(copy);
        }
        String relation = ReadableFiles.relation(targets, false);
        String select = TextTypes.select(connection, relation, ColumnNames.of(connection, relation, located.dataset()));
        return new ReadableFiles(located, targets, select, Optional.of(format(copies)), warnings);
    }

    /** A part's name, or its place where a folder of it says a personal value. */
    private static String shown(List<String> parts, int index) {
        boolean personal = partition(parts.get(index)).entrySet().stream()
                .anyMatch(key -> PersonalLabels.tells(key.getKey(), key.getValue()));
        return personal ? "part " + (index + 1) : parts.get(index);
    }

    /** The first part's format, with the ragged rows of all: their lines where there is one part alone. */
    private static TextFormat format(List<CsvCopy> copies) {
        CsvCopy first = copies.getFirst();
        long ragged = copies.stream().mapToLong(CsvCopy::ragged).sum();
        return copies.size() == 1 ? first.format() : first.dialect().format(List.of(), ragged);
    }

    /** Hive's {@code key=value} folders in a part's name. */
    private static Map<String, String> partition(String part) {
        Map<String, String> keys = new LinkedHashMap<>();
        String[] folders = part.split("/", -1);
        for (int index = 0; index < folders.length - 1; index++) {
            int equals = folders[index].indexOf('=');
            if (equals > 0) {
                keys.put(folders[index].substring(0, equals), folders[index].substring(equals + 1));
            }
        }
        return keys;
    }
}
