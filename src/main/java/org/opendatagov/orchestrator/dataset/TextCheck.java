package org.opendatagov.orchestrator.dataset;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/**
 * Reads what DuckDB would take on trust, once before it does: it takes a compressed file that was cut off for a shorter one, checks no sum
 * of gzip's, unpacks without end, and deeply nested JSON overflows its stack and ends the process.
 */
final class TextCheck {
    private final Dataset dataset;
    private final long limit;
    private final QueryPool.Cancellation cancellation;
    private long total;

    /** @param limit to how many bytes compressed files may unpack */
    TextCheck(Dataset dataset, long limit, QueryPool.Cancellation cancellation) {
        this.dataset = dataset;
        this.limit = limit;
        this.cancellation = cancellation;
    }

    /**
     * The size of all files, unpacked.
     *
     * @throws OrchestratorException {@code unreadable_dataset}, {@code limit_reached}
     */
    long bytes(Iterable<Path> files) throws IOException {
        boolean json = dataset.format() == DatasetFormat.NDJSON;
        for (Path file : files) {
            if (json || compressed(file)) {
                read(file, json);
            } else {
                total += Files.size(file);
            }
        }
        return total;
    }

    private static boolean compressed(Path file) {
        return FileNames.gzip(file) || FileNames.zstandard(file);
    }

    private void read(Path file, boolean json) throws IOException {
        JsonDepth depth = new JsonDepth();
        byte[] buffer = new byte[1 << 16];
        try (InputStream raw = Files.newInputStream(file);
                InputStream input = unpacked(file, raw)) {
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                count(read, file);
                if (json && !depth.look(buffer, read)) {
                    throw unreadable("it nests deeper than " + JsonDepth.DEEPEST
                            + " levels, or leaves as many brackets open. Flatten it.");
                }
            }
        } catch (IOException e) {
            if (compressed(file) && Files.exists(file)) {
                throw unreadable("its compression is cut off or damaged. Compress it again.");
            }
            throw e;
        }
    }

    private static InputStream unpacked(Path file, InputStream raw) throws IOException {
        if (FileNames.gzip(file)) {
            return new GZIPInputStream(raw, 1 << 16);
        }
        return FileNames.zstandard(file) ? new ZstdInputStream(raw) : raw;
    }

    private void count(int read, Path file) {
        total += read;
        if (total > limit && compressed(file)) {
            throw new OrchestratorException(
                    ErrorCode.LIMIT_REACHED,
                    "'%s' unpacks to more than %d bytes (orchestrator.datasets.staging-limit); raise that limit, or split the file."
                            .formatted(dataset.location(), limit));
        }
        if (cancellation.cancelled()) {
            throw new OrchestratorException(
                    ErrorCode.UNAVAILABLE, "Reading '" + dataset.location() + "' was cancelled.");
        }
    }

    private OrchestratorException unreadable(String why) {
        return new OrchestratorException(
                ErrorCode.UNREADABLE_DATASET,
                "'%s' cannot be read as %s: %s"
                        .formatted(dataset.location(), dataset.format().text(), why));
    }
}
