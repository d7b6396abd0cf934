package org.opendatagov.orchestrator.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertInstance;
import org.opendatagov.orchestrator.expert.ExpertInstanceStore.Registered;
import org.opendatagov.orchestrator.expert.RegisteredExpert;
import org.opendatagov.orchestrator.support.TestDatabase;

class ExpertInstanceStoreTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final ExpertAction ACTION = new ExpertAction(
            "judge",
            "judging",
            "Judges",
            Map.of("type", "object", "required", List.of("file_path")),
            Map.of("type", "object"));

    private final DataSource database = TestDatabase.create();
    private final PostgresExpertInstanceStore store = new PostgresExpertInstanceStore(database);

    private static ExpertInstance instance(String id, int most) {
        return new ExpertInstance(
                id,
                "JudgeExpert",
                Set.of("judging"),
                Set.of("judge"),
                "",
                most,
                Optional.of(URI.create("http://127.0.0.1:8090")));
    }

    private void silent(String id, int seconds) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "UPDATE expert_instance SET heard_at = heard_at - ? * interval '1 second' WHERE id = ?")) {
            statement.setInt(1, seconds);
            statement.setString(2, id);
            statement.execute();
        }
    }

    @Test
    void a_registration_is_read_as_it_was_written_and_its_last_form_counts() {
        assertThat(store.register(instance("a", 1), List.of(ACTION))).isTrue();
        assertThat(store.register(instance("a", 5), List.of(ACTION))).isFalse();
        assertThat(store.instances(HOUR)).extracting(Registered::instance).containsExactly(instance("a", 5));
        assertThat(store.kinds()).containsExactly(new RegisteredExpert("JudgeExpert", List.of(ACTION)));
    }

    @Test
    void silence_is_measured_until_the_next_heartbeat_and_too_long_a_one_is_forgotten() throws Exception {
        store.register(instance("a", 1), List.of(ACTION));
        store.register(instance("b", 1), List.of(ACTION));
        silent("a", 100);
        assertThat(store.instances(HOUR).getFirst().silence()).isBetween(Duration.ofSeconds(100), HOUR);
        assertThat(store.heard("a")).isTrue();
        assertThat(store.instances(HOUR).getFirst().silence()).isLessThan(Duration.ofSeconds(100));

        silent("a", 4_000);
        assertThat(store.instances(HOUR)).hasSize(1);
        assertThat(store.heard("a")).isFalse();
        assertThat(store.remove("b")).isTrue();
        assertThat(store.remove("b")).isFalse();
        assertThat(store.kinds()).hasSize(1);
    }

    @Test
    void an_action_stays_with_the_expert_that_registered_it_first() {
        store.register(instance("a", 1), List.of(ACTION));
        ExpertInstance other = new ExpertInstance(
                "c", "OtherExpert", Set.of(), Set.of("judge"), "", 1, Optional.of(URI.create("http://127.0.0.1:1")));
        store.register(other, List.of(ACTION));
        assertThat(store.kinds()).extracting(RegisteredExpert::name).containsExactly("JudgeExpert");
    }
}
