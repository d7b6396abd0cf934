package org.opendatagov.orchestrator.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.support.S3Proxy;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket of a real S3 server, watched by a real service whose experts read what the run pins. Each test has keys of its own. */
@ExtendWith(OutputCaptureExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class S3TriggerTest extends TriggerTest {
    private static final String BUCKET = "landing";
    private static final String LISTING = "Listing the bucket 'landing' ";

    private final S3Proxy server;
    private final S3Client client;

    S3TriggerTest() throws IOException {
        server = S3Proxy.start();
        client = server.client();
    }

    @Override
    Map<String, Object> settings() {
        return server.settings(BUCKET);
    }

    @AfterAll
    void close() throws IOException {
        client.close();
        server.close();
    }

    /** Reads the dataset, pinned to what the tasks before it read. */
    @Override
    ExpertReport answer(ExpertRequest request) {
        Dataset dataset = bean(Datasets.class).open(request.requiredText("file_path"), request.fingerprints());
        gate.await();
        return new ExpertReport(
                "read", List.of(), List.of(), Map.of(), Map.of(), Map.of(dataset.location(), dataset.fingerprint()));
    }

    private void put(String key, String content) {
        client.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(content));
    }

    private static String at(String key) {
        return "s3://" + BUCKET + "/" + key;
    }

    private static void awaitSaid(CapturedOutput output, String text, int times) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> output.getAll().split(Pattern.quote(text), -1).length == times + 1);
    }

    /** The first, for it starts the service: so the others pay for no further start. */
    @Test
    @Order(1)
    void without_a_server_or_bucket_the_service_starts_says_so_once_and_goes_on_by_itself(CapturedOutput output)
            throws Exception {
        server.interrupt();
        start();
        assertThat(bean(CamelContext.class).getRoute("trigger-s3")).isNotNull();
        awaitSaid(output, LISTING + "is tried again later: S3 could not be reached", 1);

        server.resume();
        awaitSaid(output, LISTING + "is tried again later: There is no such bucket", 1);

        client.createBucket(request -> request.bucket(BUCKET));
        put("outage/a.csv", "a\n1\n");
        awaitRuns("outage/a.csv", "succeeded");
        awaitSaid(output, LISTING + "goes on", 1);

        server.interrupt();
        awaitSaid(output, LISTING + "is tried again later: S3 could not be reached", 2);
        server.resume();
        put("outage/b.csv", "b\n1\n");
        awaitRuns("outage/b.csv", "succeeded");
        awaitRuns("outage/a.csv", "succeeded");
        assertThat(output.getAll())
                .doesNotContain(S3Proxy.SECRET_KEY, S3Proxy.ACCESS_KEY, server.endpoint(), "\tat software.amazon");
    }

    @Test
    void each_object_is_onboarded_once_and_again_when_its_content_is_another() {
        put("once/a.csv", "a\n1\n");
        put("once/b.csv.gz", "no gzip, but that is the experts' affair");
        put("once/notes.txt", "no data");
        put("once/_temporary/c.csv", "half written");
        awaitRuns("once/a.csv", "succeeded");
        await().until(() -> runs("id", "once/b.csv.gz").size() == 1);

        put("once/a.csv", "a\n2\n");
        awaitRuns("once/a.csv", "succeeded", "succeeded");
        assertThat(runs("inputs->>'file_path'", "once/a.csv")).containsOnly(at("once/a.csv"));
        assertThat(runs("idempotency_key", "once/a.csv"))
                .allMatch(key -> key.matches("s3:landing/once/a[.]csv@[0-9a-f]{32}"))
                .doesNotHaveDuplicates();
        assertThat(runs("id", "once/notes.txt")).isEmpty();
        assertThat(runs("id", "once/_temporary/c.csv")).isEmpty();
        assertThat(client.listObjectsV2(request -> request.bucket(BUCKET).prefix("once/"))
                        .keyCount())
                .isEqualTo(4);
    }

    @Test
    void a_restart_onboards_nothing_twice() {
        put("restart/a.csv", "a\n1\n");
        awaitRuns("restart/a.csv", "succeeded");
        super.stop();
        put("restart/b.csv", "b\n1\n");
        super.start();
        awaitRuns("restart/b.csv", "succeeded");
        awaitRuns("restart/a.csv", "succeeded");
    }

    @Test
    void an_object_that_is_replaced_under_its_run_fails_that_run_and_is_onboarded_as_it_is_now() {
        gate.close();
        put("replaced/a.csv", "a\n1\n");
        awaitRuns("replaced/a.csv", "running");
        await().until(() -> !runs(
                        "(SELECT max(task) FROM journal_entry WHERE journal_entry.run = run.id AND kind = 'attempt')",
                        "replaced/a.csv")
                .contains(null));
        put("replaced/a.csv", "a\n2\n");
        await().until(() -> runs("id", "replaced/a.csv").size() == 2);
        gate.open();
        awaitRuns("replaced/a.csv", "failed", "succeeded");
        assertThat(runs("reason", "replaced/a.csv").getFirst()).contains("changed");
    }

    @Test
    void a_listing_has_as_many_pages_as_it_needs() throws Exception {
        Path many = Files.createDirectories(server.folder(BUCKET).resolve("many"));
        for (int number = 0; number < 1005; number++) {
            Files.writeString(many.resolve("%04d.txt".formatted(number)), "no data");
        }
        put("many/first.csv", "first\n1\n");
        put("many/zzz.csv", "last\n1\n");
        awaitRuns("many/first.csv", "succeeded");
        awaitRuns("many/zzz.csv", "succeeded");
        for (int number = 0; number < 1005; number++) {
            Files.delete(many.resolve("%04d.txt".formatted(number)));
        }
    }

    @Test
    void a_run_that_failed_because_something_was_down_is_tried_again() {
        AtomicBoolean down = new AtomicBoolean(true);
        experts().get("SchemaExpert").script(request -> {
            if (request.requiredText("file_path").contains("down/") && down.get()) {
                throw new OrchestratorException(ErrorCode.UNAVAILABLE, "It is down.");
            }
            return answer(request);
        });
        put("down/a.csv", "a\n1\n");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> runs("state", "down/a.csv").contains("failed"));
        down.set(false);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> runs("state", "down/a.csv").getLast().equals("succeeded"));
        assertThat(runs("idempotency_key", "down/a.csv").get(1)).endsWith("#2");
    }
}
