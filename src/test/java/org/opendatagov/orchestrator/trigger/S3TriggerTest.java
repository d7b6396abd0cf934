package org.opendatagov.orchestrator.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.opendatagov.orchestrator.engine.RunState;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.support.S3Proxy;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The route, the kamelet and Camel's component against a real S3 server. */
@TestInstance(Lifecycle.PER_CLASS)
class S3TriggerTest {
    private final S3Proxy server;
    private final S3Client client;
    private final String bucket = "landing-" + UUID.randomUUID();
    private FakeRuns runs = new FakeRuns();
    private CamelContext camel = new DefaultCamelContext();

    S3TriggerTest() throws Exception {
        server = S3Proxy.start();
        client = S3Client.builder()
                .region(Region.of(S3Proxy.REGION))
                .endpointOverride(URI.create(server.endpoint()))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(S3Proxy.ACCESS_KEY, S3Proxy.SECRET_KEY)))
                .build();
        client.createBucket(request -> request.bucket(bucket));
    }

    @BeforeEach
    void forget() {
        runs = new FakeRuns();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @AfterAll
    void close() throws Exception {
        client.close();
        server.close();
    }

    private void watch(String prefix) throws Exception {
        S3TriggerSettings settings = new S3TriggerSettings(bucket, prefix, "300");
        StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("client", client));
        S3Trigger trigger = new S3Trigger(new OncePerContent(runs), beans.getBeanProvider(S3Client.class), settings);
        camel = TriggerRoutes.start(
                Map.of(
                        "orchestrator.inbox",
                        "target/test-data/no-inbox",
                        "orchestrator.s3.bucket",
                        bucket,
                        "orchestrator.s3.prefix",
                        prefix,
                        "orchestrator.s3.period",
                        "300"),
                Map.of("s3Trigger", trigger, "s3Client", client),
                "s3");
    }

    private void put(String key, String content) {
        client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(content));
    }

    private Object at(String key) {
        return "s3://" + bucket + "/" + key;
    }

    @Test
    void each_object_below_the_prefix_is_onboarded_once_and_again_when_its_content_is_another() throws Exception {
        put("once/a.csv", "1");
        put("once/b.parquet", "2");
        put("once/notes.txt", "no data");
        put("once/_temporary/c.csv", "half written");
        put("elsewhere/d.csv", "4");
        watch("once/");
        await().until(() -> runs.keys().size() == 2);
        assertThat(runs.locations()).containsExactly(at("once/a.csv"), at("once/b.parquet"));

        put("once/a.csv", "another");
        await().until(() -> runs.keys().size() == 3);
        assertThat(runs.locations()).containsExactly(at("once/a.csv"), at("once/b.parquet"), at("once/a.csv"));
        assertThat(client.listObjectsV2(request -> request.bucket(bucket).prefix("once/"))
                        .keyCount())
                .isEqualTo(4);
    }

    @Test
    void a_restart_onboards_nothing_twice() throws Exception {
        put("restart/a.csv", "1");
        watch("restart/");
        await().until(() -> runs.keys().size() == 1);
        runs.end(RunState.SUCCEEDED);
        stop();
        put("restart/b.csv", "2");
        watch("restart/");
        await().until(() -> runs.keys().size() == 2);
        assertThat(runs.locations()).containsExactly(at("restart/a.csv"), at("restart/b.csv"));
    }

    @Test
    void a_listing_has_as_many_pages_as_it_needs() throws Exception {
        List<Callable<String>> all = IntStream.range(0, 1005)
                .<Callable<String>>mapToObj(number -> () -> {
                    put("many/" + number + ".csv", String.valueOf(number));
                    return "";
                })
                .toList();
        try (var threads = Executors.newFixedThreadPool(8)) {
            threads.invokeAll(all);
        }
        watch("many/");
        await().until(() -> runs.keys().size() == 1005);
    }

    @Test
    void what_is_down_is_asked_again_at_the_next_listing() throws Exception {
        put("down/a.csv", "1");
        runs.refuse(ErrorCode.UNAVAILABLE, "The store is down.");
        watch("down/");
        runs.acceptAgain();
        await().until(() -> runs.keys().size() == 1);
    }
}
