package org.opendatagov.orchestrator.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.engine.RunFilter;
import org.opendatagov.orchestrator.engine.RunRequest;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.support.ScriptedService;
import org.opendatagov.orchestrator.support.TestClock;
import org.opendatagov.orchestrator.support.TestDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Schedules on a real database. Nothing looks by itself unless a test starts replicas that do. */
@SpringBootTest(
        classes = {ScriptedService.class, ScheduleTest.Clocked.class},
        webEnvironment = SpringBootTest.WebEnvironment.NONE)
class ScheduleTest {
    private static final String DATABASE = TestDatabase.createUrl();
    private static final Instant MONDAY = Instant.parse("2030-01-07T00:00:00Z");
    private static final Map<String, Object> DEFINITION =
            Map.of("workflow_id", "nightly", "tasks", List.of(Map.of("id", "look", "action", "analyze_schema")));

    @Autowired
    Schedules schedules;

    @Autowired
    DueSchedules due;

    @Autowired
    ScheduleStore store;

    @Autowired
    Runs runs;

    @Autowired
    TestClock clock;

    static class Clocked {
        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock();
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("orchestrator.data-dir", () -> "target/test-data/schedules");
        registry.add("orchestrator.triggers.enabled", () -> "false");
        registry.add("spring.datasource.url", () -> DATABASE);
        registry.add("spring.datasource.username", () -> "postgres");
    }

    @AfterEach
    void clear() {
        schedules.list().forEach(schedule -> schedules.delete(schedule.id()));
        clock.release();
    }

    private Schedule hourly(String id, String missed) {
        clock.set(MONDAY);
        return schedules.create(wish(id, "0 * * * *", missed));
    }

    private static Schedules.Wish wish(String id, String cron, String missed) {
        RunRequest request =
                new RunRequest("", Optional.of(DEFINITION), Map.of(), Map.of("team", "data"), 5, Optional.empty());
        return new Schedules.Wish(id, request, cron, "UTC", missed, false, "ada");
    }

    private static Instant hour(int number) {
        return MONDAY.plus(Duration.ofHours(number));
    }

    private List<RunView> runsOf(String schedule) {
        return runs.list(new RunFilter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of("schedule", schedule),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        100))
                .runs();
    }

    @Test
    void at_its_time_a_schedule_starts_its_run_with_its_labels_and_priority() {
        Schedule made = hourly("punctual", "once");
        assertThat(made.dueAt()).contains(hour(1));
        assertThat(due.look("punctual")).contains(hour(1));
        assertThat(runsOf("punctual")).isEmpty();

        clock.set(hour(1).plusSeconds(1));
        assertThat(due.look("punctual")).contains(hour(2));
        RunView run = runs.await(runsOf("punctual").getFirst().id(), Duration.ofSeconds(20));
        assertThat(run.status().text()).isEqualTo("succeeded");
        assertThat(run.labels()).containsEntry("team", "data");
        assertThat(run.priority()).isEqualTo(5);
        assertThat(schedules.find("punctual").last().orElseThrow().run()).contains(run.id());
    }

    @Test
    void a_time_has_one_run_whoever_looks_and_however_often() {
        hourly("shared", "once");
        clock.set(hour(1));
        List<CompletableFuture<Void>> looks = IntStream.range(0, 20)
                .mapToObj(number -> CompletableFuture.runAsync(() -> due.look("shared")))
                .toList();
        looks.forEach(CompletableFuture::join);
        assertThat(runsOf("shared")).hasSize(1);

        // As after a replica that died between the run and its note.
        store.due("shared", Optional.of(hour(1)));
        due.look("shared");
        assertThat(runsOf("shared")).hasSize(1);
    }

    @Test
    void missed_times_are_skipped() {
        hourly("skipping", "skip");
        clock.set(hour(5).plusSeconds(120));
        assertThat(due.look("skipping")).contains(hour(6));
        assertThat(runsOf("skipping")).isEmpty();
        assertThat(schedules.find("skipping").last().orElseThrow().problem()).contains("missed");

        clock.set(hour(6).plusSeconds(30));
        due.look("skipping");
        assertThat(runsOf("skipping")).as("half a minute late is not missed").hasSize(1);
    }

    @Test
    void missed_times_have_one_run_together() {
        hourly("once", "once");
        clock.set(hour(5).plusSeconds(120));
        assertThat(due.look("once")).contains(hour(6));
        assertThat(runsOf("once")).hasSize(1);
    }

    @Test
    void missed_times_have_a_run_each() {
        hourly("each", "all");
        clock.set(hour(5).plusSeconds(120));
        IntStream.rangeClosed(1, 5)
                .forEach(number -> assertThat(due.look("each")).contains(hour(number + 1)));
        assertThat(due.look("each")).contains(hour(6));
        assertThat(runsOf("each")).hasSize(5);
    }

    @Test
    void a_paused_schedule_is_not_due_and_goes_on_with_the_next_time() {
        hourly("paused", "all");
        schedules.pause("paused");
        clock.set(hour(7));
        assertThat(due.look("paused")).isEmpty();
        assertThat(schedules.resume("paused").dueAt()).contains(hour(8));
        assertThat(schedules.resume("paused").dueAt()).contains(hour(8));
        assertThat(runsOf("paused")).isEmpty();
    }

    @Test
    void what_cannot_run_when_it_is_due_is_told_and_the_next_time_comes() {
        clock.set(MONDAY);
        RunRequest request =
                new RunRequest("onboard_dataset", Map.of("file_path", "inbox/not_there_yet.csv"), Optional.empty());
        schedules.create(new Schedules.Wish("early", request, "0 * * * *", "UTC", "once", false, ""));
        clock.set(hour(1));

        assertThat(due.look("early")).contains(hour(2));
        Schedule.Last last = schedules.find("early").last().orElseThrow();
        assertThat(last.run()).isEmpty();
        assertThat(last.problem()).contains("not_there_yet.csv");
        assertThat(runsOf("early")).isEmpty();
    }

    @Test
    void all_that_is_wrong_with_a_schedule_is_said_at_once() {
        RunRequest request = new RunRequest("no_such_workflow", Map.of(), Optional.empty());
        Schedules.Wish wish = new Schedules.Wish("Not an id", request, "never", "Mars/Base", "sometimes", false, "");

        assertThatThrownBy(() -> schedules.create(wish))
                .isInstanceOfSatisfying(
                        OrchestratorException.class,
                        e -> assertThat(e.problems())
                                .extracting(Problem::path)
                                .containsExactlyInAnyOrder("/id", "/cron", "/time_zone", "/missed", "/workflow"));
    }

    @Test
    void an_id_is_taken_once_and_free_again_when_its_schedule_is_deleted() {
        hourly("taken", "once");
        assertThatThrownBy(() -> hourly("taken", "once"))
                .isInstanceOfSatisfying(
                        OrchestratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        schedules.delete("taken");
        assertThat(due.look("taken")).isEmpty();
        hourly("taken", "once");
        schedules.delete("taken");
        assertThatThrownBy(() -> schedules.delete("taken"))
                .isInstanceOfSatisfying(
                        OrchestratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void of_two_replicas_one_starts_each_run_and_the_other_goes_on_alone() {
        ConfigurableApplicationContext first = replica("one");
        ConfigurableApplicationContext second = replica("two");
        try {
            Schedules there = first.getBean(Schedules.class);
            there.create(wish("replicated", "0 0 1 1 *", "once"));
            for (int round = 1; round <= 3; round++) {
                dueNow(first, round);
                soon().until(() -> there.find("replicated")
                        .dueAt()
                        .filter(next -> next.isAfter(Clock.systemUTC().instant().plusSeconds(60)))
                        .isPresent());
            }
            first.close();
            dueNow(second, 4);
        } finally {
            first.close();
            second.close();
        }
    }

    private void dueNow(ConfigurableApplicationContext replica, int runs) {
        replica.getBean(ScheduleStore.class)
                .due("replicated", Optional.of(Clock.systemUTC().instant()));
        soon().until(() -> runsOf("replicated").size() >= runs);
        assertThat(runsOf("replicated")).hasSize(runs);
    }

    private static org.awaitility.core.ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(30));
    }

    private static ConfigurableApplicationContext replica(String name) {
        return ScriptedService.start(
                DATABASE,
                Map.of(
                        "orchestrator.data-dir", "target/test-data/schedules-" + name,
                        "orchestrator.inbox", "target/test-data/schedules-" + name + "/inbox"));
    }
}
