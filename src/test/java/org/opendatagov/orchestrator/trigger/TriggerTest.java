package org.opendatagov.orchestrator.trigger;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.engine.TestExperts;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.support.Gate;
import org.opendatagov.orchestrator.support.ScriptedService;
import org.opendatagov.orchestrator.support.TestDatabase;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A service that is started and stopped by a test, over one database and one folder. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class TriggerTest {
    @TempDir
    static Path folder = Path.of("");

    protected final Gate gate = new Gate();
    private final String database = TestDatabase.createUrl();
    private ConfigurableApplicationContext service = ScriptedService.none();

    /** Its settings beside those that every such service has. */
    abstract Map<String, Object> settings();

    protected void start() {
        Map<String, Object> all = new HashMap<>(Map.of(
                "orchestrator.data-dir",
                folder.resolve("data"),
                "orchestrator.inbox",
                folder.resolve("inbox"),
                "orchestrator.triggers.period",
                100,
                "orchestrator.triggers.settle-time",
                1000,
                "orchestrator.engine.lease",
                "2s",
                "spring.datasource.hikari.connection-timeout",
                500));
        all.putAll(settings());
        service = ScriptedService.start(database, all);
        script();
    }

    @BeforeEach
    void script() {
        if (service.isActive()) {
            experts().all(this::answer);
        }
    }

    /** What the experts answer where a test does not say otherwise. */
    ExpertReport answer(ExpertRequest request) {
        return gate.pass(request);
    }

    @AfterAll
    void stop() {
        gate.open();
        service.close();
    }

    protected <T> T bean(Class<T> type) {
        return service.getBean(type);
    }

    protected TestExperts experts() {
        return bean(TestExperts.class);
    }

    protected String database() {
        return database;
    }

    /** A column of the runs whose dataset's location ends so, oldest first. */
    protected List<String> runs(String column, String ending) {
        return bean(JdbcClient.class)
                .sql("SELECT " + column + " FROM run WHERE inputs->>'file_path' LIKE ? ORDER BY created_at, id")
                .param("%" + ending)
                .query(String.class)
                .list();
    }

    protected void awaitRuns(String ending, String... states) {
        await().atMost(Duration.ofSeconds(60)).until(() -> runs("state", ending).equals(List.of(states)));
    }

    /** Names in a folder that begin so, of files that are written whole. */
    protected static List<String> names(String below, String beginning) throws IOException {
        Path listed = folder.resolve(below);
        if (!Files.isDirectory(listed)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(listed)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(beginning) && !name.endsWith(".part"))
                    .sorted()
                    .toList();
        }
    }
}
