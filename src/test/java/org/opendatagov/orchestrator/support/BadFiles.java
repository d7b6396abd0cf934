package org.opendatagov.orchestrator.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Files as they should not be, made in a folder; where they hold values, {@link #PERSONAL} is among them. */
public final class BadFiles {
    public static final String PERSONAL = "078-05-1120";

    private static final String ROWS = "SELECT range AS id, '" + PERSONAL + " '||range AS code, range / 3.0 AS share,"
            + " range % 7 AS kind FROM range(20000)";

    private final Path folder;

    public BadFiles(Path folder) {
        this.folder = folder;
    }

    private void write(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
    }

    private void write(String name, String content) throws IOException {
        write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] sql(String name, String select, String options) throws IOException, SQLException {
        Path file = folder.resolve(name);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + select + ") TO '" + file + "' (" + options + ")");
        }
        return Files.readAllBytes(file);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int index = 0; index < values.length; index++) {
            bytes[index] = (byte) values[index];
        }
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream output = new GZIPOutputStream(packed)) {
            output.write(content);
        }
        return packed.toByteArray();
    }

    /** Another value at a place counted from the end. */
    private static byte[] changed(byte[] content, int fromEnd, int... values) {
        byte[] other = content.clone();
        byte[] put = bytes(values);
        System.arraycopy(put, 0, other, other.length - fromEnd, put.length);
        return other;
    }

    /** Other bytes here and there, the same at each call. */
    private static byte[] flipped(byte[] content, int from, int to, int count) {
        byte[] other = content.clone();
        SplittableRandom random = new SplittableRandom(count);
        for (int flip = 0; flip < count; flip++) {
            other[random.nextInt(from, to)] ^= (byte) random.nextInt(1, 256);
        }
        return other;
    }

    /** Parquet that is none, or was. */
    public void parquet() throws IOException, SQLException {
        byte[] whole = sql("whole.parquet", ROWS, "FORMAT parquet");
        int length = whole.length;
        write("empty.parquet", "");
        write("text.parquet", "a,b\n1," + PERSONAL + "\n");
        write("half.parquet", Arrays.copyOf(whole, length / 2));
        write("no-footer.parquet", Arrays.copyOf(whole, length - 30));
        write("magic-only.parquet", "PAR1PAR1");
        write("wrong-magic.parquet", changed(whole, 4, 'P', 'A', 'R', '9'));
        write("encrypted.parquet", changed(whole, 4, 'P', 'A', 'R', 'E'));
        write("footer-too-long.parquet", changed(whole, 8, 0xff, 0xff, 0xff, 0x7f));
        write("footer-too-short.parquet", changed(whole, 8, 1, 0, 0, 0));
        write("footer-none.parquet", changed(whole, 8, 0, 0, 0, 0));
        write("pages-flipped.parquet", flipped(whole, 4, length - 1000, 3000));
        write("footer-flipped.parquet", flipped(whole, length - 300, length - 8, 100));
    }

    /** Text that is cut off, damaged, or no text at all. */
    public void text() throws IOException, SQLException {
        String rows = IntStream.range(0, 20_000)
                .mapToObj(row -> row + "," + PERSONAL + "\n")
                .collect(Collectors.joining("", "id,code\n", ""));
        byte[] packed = gzip(rows.getBytes(StandardCharsets.UTF_8));
        write("empty.csv", "");
        write("empty.csv.gz", gzip(new byte[0]));
        write("empty.ndjson", "");
        write("plain.csv.gz", rows);
        write("cut.csv.gz", Arrays.copyOf(packed, packed.length / 2));
        write("wrong-sum.csv.gz", changed(packed, 8, 1, 2, 3, 4));
        byte[] standard = sql("whole.csv.zst", ROWS, "FORMAT csv, COMPRESSION zstd");
        write("cut.csv.zst", Arrays.copyOf(standard, standard.length / 2));
        write("open-quote.csv", "a,b\n1,\"" + PERSONAL + "\n2,x\n");
        write("zeros.csv", new byte[100_000]);
        write("nul-label.csv", "a\0b,c\n1,2\n");
        write("long-line.csv", "a,b\n1,x\n2," + "z".repeat(10_000_000) + "\n3,y\n");
        write("broken.ndjson", "{\"a\": 1}\n{\"code\": " + PERSONAL + "\n");
        write("twice.ndjson", "{\"a\": 1, \"a\": \"" + PERSONAL + "\"}\n");
        write("deep.ndjson", "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000) + "\n");
        write("no-utf-8.ndjson", joined(ascii("{\"a\": \"" + PERSONAL), bytes(0xc3, 0x28), ascii("\"}\n")));
        bomb("bomb.ndjson.gz", 150_000_000);
    }

    /** A small file that unpacks to a large one. */
    private void bomb(String name, int bytes) throws IOException {
        byte[] piece = ascii("{\"a\": 1}\n".repeat(100_000));
        try (OutputStream output = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            for (int written = 0; written < bytes; written += piece.length) {
                output.write(piece);
            }
        }
    }

    /** Files that are odd, and right. */
    public void odd() throws IOException, SQLException {
        write("ragged.csv", "a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12\n");
        write("no-rows.csv", "a,b,c\n");
        sql("no-rows.parquet", ROWS + " WHERE range < 0", "FORMAT parquet");
        write(
                "names.csv",
                "\"a\"\"b\",\"two\nlines\",größe,😀,\"\"\"; DROP TABLE x; --\",dataset,grouped\n"
                        + "1,2,3,4,5,6,7\n2,3,4,5,6,7,8\n");
        write("same-names.csv", "a,a,A\n1,2,3\n4,5,6\n");
        sql(
                "nested.parquet",
                "SELECT {'mail': 'ann' || range || '@example.com', 'n': range} AS person, [range, NULL] AS list,"
                        + " MAP {'k' || range: range} AS entries, CAST('bytes' AS BLOB) AS raw, INTERVAL 3 DAY AS pause,"
                        + " NULL AS nothing FROM range(100)",
                "FORMAT parquet");
        write("all-null.csv", "a,b\n1,\n2,\n3,\n");
        write("malformed-value.csv", "id,amount\n" + "1,2.5\n".repeat(30_000) + "2,oops " + PERSONAL + "\n");
        write("no-utf-8.csv", joined(ascii("a,b\n1,x\n2,"), bytes(0xc3, 0x28, 0xff), ascii("\n3,y\n")));
        write("nul-values.csv", "a,b\n1,x\0y\n2,\0\n3,z\n");
        String labels =
                IntStream.range(0, 2000).mapToObj(column -> "c" + column).collect(Collectors.joining(","));
        String values = IntStream.range(0, 2000)
                .mapToObj(column -> (column % 3 == 0 ? "t" : "") + column)
                .collect(Collectors.joining(","));
        write("wide.csv", labels + "\n" + (values + "\n").repeat(20));
    }
}
