package org.opendatagov.orchestrator.spark;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import net.jpountz.lz4.LZ4BlockInputStream;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.xxhash.XXHashFactory;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.xerial.snappy.SnappyInputStream;

/** How a log is packed: told by its first bytes, and held to what its name says. */
enum LogPacking {
    GZIP("1f8b", ".gz"),
    ZSTANDARD("28b52ffd", ".zstd|.zst"),
    LZ4(hex("LZ4Block"), ".lz4"),
    SNAPPY("82534e41505059", ".snappy"),
    PLAIN("", "");

    /** The checksum's seed of LZ4BlockOutputStream, which Spark leaves at its default. */
    private static final int LZ4_SEED = 0x9747b28c;

    private static final int HEAD = 8;

    private final String magic;
    private final String endings;

    LogPacking(String magic, String endings) {
        this.magic = magic;
        this.endings = endings;
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The unpacked content.
     *
     * @throws OrchestratorException {@code unreadable_dataset} where the name says another packing than the content, or one that is not
     *     read
     */
    static InputStream open(Path file) throws IOException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        InputStream input = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            input.mark(HEAD);
            byte[] head = input.readNBytes(HEAD);
            input.reset();
            return of(name, head).unpack(input);
        } catch (IOException | RuntimeException e) {
            input.close();
            throw e;
        }
    }

    private static LogPacking of(String name, byte[] head) {
        String plainName = name.replaceAll("\\.(inprogress|compact)", "");
        if (plainName.endsWith(".lzf")) {
            throw new OrchestratorException(
                    ErrorCode.UNREADABLE_DATASET,
                    "'%s' is packed as lzf, which is not read; unpack it, or set spark.eventLog.compression.codec to zstd."
                            .formatted(name));
        }
        String start = HexFormat.of().formatHex(head);
        LogPacking found = Arrays.stream(values())
                .filter(packing -> start.startsWith(packing.magic))
                .findFirst()
                .orElse(PLAIN);
        for (LogPacking packing : values()) {
            if (packing.named(plainName) && packing != found && head.length > 0) {
                throw new OrchestratorException(
                        ErrorCode.UNREADABLE_DATASET,
                        "'%s' is named like a %s file, but its content is none; pack it again or give it its true name."
                                .formatted(name, packing.name().toLowerCase(Locale.ROOT)));
            }
        }
        return found;
    }

    private boolean named(String name) {
        return !endings.isEmpty() && Arrays.stream(endings.split("\\|", -1)).anyMatch(name::endsWith);
    }

    private InputStream unpack(InputStream input) throws IOException {
        return switch (this) {
            case GZIP -> new GZIPInputStream(input, 1 << 16);
            // As Spark reads logs that are still written: a frame without its end gives what it has.
            case ZSTANDARD -> new ZstdInputStream(input).setContinuous(true);
            case LZ4 ->
                LZ4BlockInputStream.newBuilder()
                        .withDecompressor(LZ4Factory.safeInstance().safeDecompressor())
                        .withChecksum(XXHashFactory.safeInstance()
                                .newStreamingHash32(LZ4_SEED)
                                .asChecksum())
                        .withStopOnEmptyBlock(false)
                        .build(input);
            case SNAPPY -> new SnappyInputStream(input);
            case PLAIN -> input;
        };
    }
}
