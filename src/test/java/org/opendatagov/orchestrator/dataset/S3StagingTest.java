package org.opendatagov.orchestrator.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.spark.SparkLogFiles;
import org.opendatagov.orchestrator.spark.Stage;
import org.opendatagov.orchestrator.spark.TestEventLogs;
import org.opendatagov.orchestrator.support.S3Proxy;
import org.springframework.util.unit.DataSize;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

@TestInstance(Lifecycle.PER_CLASS)
class S3StagingTest {
    private final S3Proxy server;
    private final S3Client client;
    private String bucket = "";
    private Path data = Path.of("");

    S3StagingTest() throws IOException {
        this.server = S3Proxy.start();
        this.client = client(server.endpoint(), S3Proxy.SECRET_KEY);
    }

    private static S3Client client(String endpoint, String secret) {
        return new S3Configuration()
                .s3Client(new S3Settings(S3Proxy.REGION, endpoint, S3Proxy.ACCESS_KEY, secret, true));
    }

    @BeforeEach
    void create(@TempDir Path folder) {
        data = folder;
        bucket = "bucket-" + UUID.randomUUID();
        client.createBucket(request -> request.bucket(bucket));
    }

    @AfterAll
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private Datasets datasets(long limit) {
        return datasets(limit, client);
    }

    private Datasets datasets(long limit, S3Client s3) {
        DatasetSettings settings = new DatasetSettings(List.of(), DataSize.ofMegabytes(1), DataSize.ofBytes(limit));
        return TestDatasets.in(data.resolve("data"), settings, () -> s3).datasets();
    }

    private String put(String key, String content) {
        client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(content));
        return "s3://" + bucket + "/" + key;
    }

    private List<String> staged(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("data/staging"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static void assertFails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        OrchestratorException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void an_event_log_of_spark_is_read_from_a_bucket_as_the_file_that_it_is() throws IOException {
        DatasetSettings settings =
                new DatasetSettings(List.of(), DataSize.ofMegabytes(1), DataSize.ofBytes(10_000_000));
        TestDatasets files = TestDatasets.in(data.resolve("data"), settings, () -> client);
        client.putObject(
                request -> request.bucket(bucket).key("logs/skew_by_data.gz"),
                RequestBody.fromFile(SparkLogFiles.file("skew_by_data.gz")));
        String location = "s3://" + bucket + "/logs/skew_by_data.gz";

        assertThat(TestEventLogs.over(files.rawFiles())
                        .read(location, Map.of())
                        .application()
                        .stages())
                .extracting(Stage::describe)
                .isEqualTo(SparkLogFiles.read("skew_by_data").stages().stream()
                        .map(Stage::describe)
                        .toList());
    }

    @Test
    void an_object_is_profiled_as_the_file_that_it_is() {
        Datasets datasets = datasets(1_000_000);
        String location = put("in/orders.csv", "id,amount\n1,2.5\n2,3.5\n");
        datasets.check(location);
        Dataset dataset = datasets.open(location, Map.of());

        assertThat(dataset.location()).isEqualTo(location);
        assertThat(dataset.parts()).containsExactly("orders.csv");
        assertThat(dataset.bytes()).isEqualTo(22);
        assertThat(datasets.profile(dataset).rows()).isEqualTo(2);
    }

    @Test
    void an_object_is_staged_once_however_many_ask() throws Exception {
        Datasets datasets = datasets(1_000_000);
        String location = put("a.csv", "a\n1\n");
        Callable<Dataset> open = () -> datasets.open(location, Map.of());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var result : threads.invokeAll(List.of(open, open, open, open))) {
                assertThat(result.get().fingerprint()).startsWith("etag-");
            }
        }
        assertThat(staged(".csv")).containsExactly("a.csv");
        assertThat(staged(".partial")).isEmpty();
    }

    @Test
    void a_prefix_is_one_dataset_with_its_partition_keys() {
        Datasets datasets = datasets(1_000_000);
        put("sales/year=2024/a.csv", "x\n1\n");
        put("sales/year=2025/a.csv", "x\n2\n3\n");
        put("sales/_SUCCESS", "");
        put("sales/.hidden/b.csv", "y\n1\n");
        DatasetProfile profile = datasets.profile(datasets.open("s3://" + bucket + "/sales/", Map.of()));

        assertThat(profile.rows()).isEqualTo(3);
        assertThat(profile.columns()).extracting(ColumnProfile::name).containsExactly("x", "year");
        assertThat(profile.columns().getLast().physicalType()).isEqualTo("BIGINT");
    }

    @Test
    void an_object_that_changed_is_noticed_by_its_pin() {
        Datasets datasets = datasets(1_000_000);
        String location = put("a.csv", "a\n1\n");
        Dataset before = datasets.open(location, Map.of());
        put("a.csv", "a\n2\n");
        assertFails(ErrorCode.DATASET_CHANGED, () -> datasets.open(location, Map.of(location, before.fingerprint())));
    }

    @Test
    void what_is_read_is_what_was_found() throws IOException {
        S3Objects objects = new S3Objects(TestDatasets.provider(() -> client));
        S3Location location = S3Location.parse(put("a.csv", "a\n1\n"));
        S3Object found = objects.find(location).getFirst();
        put("a.csv", "a\n2\n");
        assertFails(ErrorCode.DATASET_CHANGED, () -> objects.read(location, found, data.resolve("copy")));
    }

    @Test
    void unused_copies_make_room_and_what_is_larger_than_all_room_is_refused() throws IOException {
        Datasets datasets = datasets(100);
        datasets.open(put("first.csv", "a\n" + "1".repeat(60) + "\n"), Map.of());
        datasets.open(put("second.csv", "a\n" + "2".repeat(60) + "\n"), Map.of());
        assertThat(staged(".csv")).containsExactly("second.csv");

        String large = put("large.csv", "a\n" + "3".repeat(200) + "\n");
        assertFails(ErrorCode.LIMIT_REACHED, () -> datasets.open(large, Map.of()));
    }

    @Test
    void a_copy_that_was_evicted_is_fetched_again() throws Exception {
        Datasets datasets = datasets(1_000_000);
        Dataset dataset = datasets.open(put("a.csv", "a\n1\n"), Map.of());
        try (Stream<Path> files = Files.walk(data.resolve("data/staging"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        assertThat(datasets.profile(dataset).rows()).isEqualTo(1);
    }

    @Test
    void copies_of_an_earlier_process_are_gone_at_start() throws IOException {
        datasets(1_000_000).open(put("a.csv", "a\n1\n"), Map.of());
        datasets(1_000_000);
        assertThat(staged("")).isEmpty();
    }

    @Test
    void what_is_missing_forbidden_or_mixed_is_told_apart() {
        Datasets datasets = datasets(1_000_000);
        put("mixed/a.csv", "a\n1\n");
        put("mixed/b.ndjson", "{}");
        assertFails(ErrorCode.DATASET_NOT_FOUND, () -> datasets.check("s3://" + bucket + "/none.csv"));
        assertFails(ErrorCode.DATASET_NOT_FOUND, () -> datasets.check("s3://" + bucket + "/none/"));
        assertFails(ErrorCode.DATASET_NOT_FOUND, () -> datasets.check("s3://no-such-bucket-here/a/"));
        assertFails(ErrorCode.UNREADABLE_DATASET, () -> datasets.check("s3://" + bucket + "/mixed/"));
        assertFails(ErrorCode.FORBIDDEN_LOCATION, () -> datasets.check("s3://UPPER_case/a.csv"));
        S3Client stranger = client(server.endpoint(), "wrong");
        assertFails(
                ErrorCode.FORBIDDEN_LOCATION,
                () -> datasets(1_000_000, stranger).check("s3://" + bucket + "/mixed/"));
    }

    @Test
    void a_server_that_is_down_is_unavailable() {
        S3Client nobody = client("http://127.0.0.1:1", S3Proxy.SECRET_KEY);
        assertFails(ErrorCode.UNAVAILABLE, () -> datasets(1_000_000, nobody).check("s3://" + bucket + "/a.csv"));
    }
}
