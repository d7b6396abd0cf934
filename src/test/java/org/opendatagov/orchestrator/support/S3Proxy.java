package org.opendatagov.orchestrator.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A real S3 server over a folder, in a JVM of its own; it knows ETags and conditional reads, but no versions. The build writes its class path
 * to {@code target/s3proxy/class-path.txt}.
 */
public final class S3Proxy implements AutoCloseable {
    public static final String ACCESS_KEY = "local-identity";
    public static final String SECRET_KEY = "local-credential";
    public static final String REGION = "us-east-1";

    private final Path folder;
    private final int port;
    private Process process;

    private S3Proxy(Path folder, int port) throws IOException {
        this.process = launch(folder, port);
        this.folder = folder;
        this.port = port;
    }

    /** Starts a server without buckets and waits until it answers. */
    public static S3Proxy start() throws IOException {
        Path folder = Files.createTempDirectory("s3proxy");
        Files.createDirectory(folder.resolve("buckets"));
        S3Proxy proxy = new S3Proxy(folder, freePort());
        await().atMost(Duration.ofSeconds(60)).until(proxy::answers);
        return proxy;
    }

    /** Nothing answers at the endpoint from here until {@link #resume}. */
    public void interrupt() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The same buckets at the same endpoint. */
    public void resume() throws IOException {
        process = launch(folder, port);
        await().atMost(Duration.ofSeconds(60)).until(this::answers);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Process launch(Path folder, int port) throws IOException {
        Path settings = Files.writeString(
                folder.resolve("s3proxy.conf"), """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=filesystem-nio2
                jclouds.identity=unused
                jclouds.credential=unused
                jclouds.filesystem.basedir=%s
                """.formatted(port, ACCESS_KEY, SECRET_KEY, folder.resolve("buckets")));
        String classPath =
                Files.readString(Path.of("target/s3proxy/class-path.txt")).strip();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-cp",
                        classPath,
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("s3proxy.log").toFile()))
                .start();
    }

    private boolean answers() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("S3Proxy ended: " + Files.readString(folder.resolve("s3proxy.log")));
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** A client of this server. */
    public S3Client client() {
        return S3Client.builder()
                .region(Region.of(REGION))
                .endpointOverride(URI.create(endpoint()))
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .build();
    }

    /** What a service that reads from here is to be set to. */
    public Map<String, Object> settings(String bucket) {
        return Map.of(
                "orchestrator.s3.endpoint", endpoint(),
                "orchestrator.s3.region", REGION,
                "orchestrator.s3.access-key", ACCESS_KEY,
                "orchestrator.s3.secret-key", SECRET_KEY,
                "orchestrator.s3.path-style", true,
                "orchestrator.s3.bucket", bucket,
                "orchestrator.s3.period", "300ms");
    }

    /** The folder of a bucket: a file in it is an object, as if another client had put it. */
    public Path folder(String bucket) {
        return folder.resolve("buckets").resolve(bucket);
    }

    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() throws IOException {
        interrupt();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
