package org.opendatagov.orchestrator.adapter.postgres;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertInstance;
import org.opendatagov.orchestrator.expert.ExpertInstanceStore;
import org.opendatagov.orchestrator.expert.ExpertJson;
import org.opendatagov.orchestrator.expert.RegisteredExpert;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Registrations of experts in PostgreSQL; all times are by its clock. */
@Component
@DependsOnDatabaseInitialization
class PostgresExpertInstanceStore implements ExpertInstanceStore {
    private final CatalogDatabase database;

    PostgresExpertInstanceStore(DataSource source) {
        this.database = new CatalogDatabase(source);
    }

    @Override
    public boolean register(ExpertInstance instance, List<ExpertAction> actions) {
        return database.change("an expert could not be registered", client -> {
            actions.forEach(action -> remember(client, instance.expertName(), action));
            return client.sql("""
                            INSERT INTO expert_instance (id, expert, capabilities, actions, llm_backend, max_tasks, address)
                            VALUES (:id, :expert, :capabilities, :actions, :backend, :most, :address)
                            ON CONFLICT (id) DO UPDATE SET expert = :expert, capabilities = :capabilities, actions = :actions,
                                llm_backend = :backend, max_tasks = :most, address = :address, heard_at = clock_timestamp()
                            RETURNING xmax = 0""")
                    .param("id", instance.expertId())
                    .param("expert", instance.expertName())
                    .param("capabilities", instance.capabilities().toArray(String[]::new))
                    .param("actions", instance.actions().toArray(String[]::new))
                    .param("backend", instance.llmBackend())
                    .param("most", instance.maxConcurrentTasks())
                    .param("address", instance.address().orElseThrow().toString())
                    .query(Boolean.class)
                    .single();
        });
    }

    /** The newest description counts; an action that another expert owns stays that one's. */
    private static void remember(JdbcClient client, String expert, ExpertAction action) {
        client.sql("""
                        INSERT INTO expert_action (action, expert, capability, description, inputs, result)
                        VALUES (:action, :expert, :capability, :description, cast(:inputs AS json), cast(:result AS json))
                        ON CONFLICT (action) DO UPDATE SET capability = :capability, description = :description,
                            inputs = excluded.inputs, result = excluded.result
                        WHERE expert_action.expert = :expert""")
                .param("action", action.name())
                .param("expert", expert)
                .param("capability", action.capability())
                .param("description", action.description())
                .param("inputs", ExpertJson.text(action.inputs()))
                .param("result", ExpertJson.text(action.result()))
                .update();
    }

    @Override
    public boolean heard(String expertId) {
        return database.change(
                "a heartbeat could not be noted",
                client -> client.sql("UPDATE expert_instance SET heard_at = clock_timestamp() WHERE id = ?")
                                .param(expertId)
                                .update()
                        > 0);
    }

    @Override
    public boolean remove(String expertId) {
        return database.change(
                "an expert could not be deregistered",
                client -> client.sql("DELETE FROM expert_instance WHERE id = ?")
                                .param(expertId)
                                .update()
                        > 0);
    }

    @Override
    public List<Registered> instances(Duration forgetAfter) {
        List<Registered> found = database.read(
                "registered experts could not be read",
                client ->
                        client.sql("""
                                SELECT *, extract(epoch FROM clock_timestamp() - heard_at) * 1000 AS silence,
                                    extract(epoch FROM clock_timestamp() - registered_at) * 1000 AS uptime
                                FROM expert_instance ORDER BY expert, id""").query((row, number) -> registered(row)).list());
        List<Registered> remembered = found.stream()
                .filter(instance -> instance.silence().compareTo(forgetAfter) <= 0)
                .toList();
        if (remembered.size() < found.size()) {
            forget(forgetAfter);
        }
        return remembered;
    }

    private void forget(Duration silence) {
        database.change(
                "silent experts could not be forgotten",
                client -> client.sql(
                                "DELETE FROM expert_instance WHERE heard_at < clock_timestamp() - ? * interval '1 millisecond'")
                        .param(silence.toMillis())
                        .update());
    }

    private static Registered registered(ResultSet row) throws SQLException {
        ExpertInstance instance = new ExpertInstance(
                row.getString("id"),
                row.getString("expert"),
                texts(row.getArray("capabilities")),
                texts(row.getArray("actions")),
                row.getString("llm_backend"),
                row.getInt("max_tasks"),
                Optional.of(URI.create(row.getString("address"))));
        return new Registered(
                instance, Duration.ofMillis(row.getLong("silence")), Duration.ofMillis(row.getLong("uptime")));
    }

    private static Set<String> texts(Array array) throws SQLException {
        return Set.of((String[]) array.getArray());
    }

    @Override
    public List<RegisteredExpert> kinds() {
        Map<String, List<ExpertAction>> byExpert = new TreeMap<>();
        database.read("the actions of registered experts could not be read", client -> {
            client.sql("SELECT * FROM expert_action ORDER BY action").query(row -> {
                byExpert.computeIfAbsent(row.getString("expert"), name -> new ArrayList<>())
                        .add(action(row));
            });
            return byExpert;
        });
        return byExpert.entrySet().stream()
                .map(kind -> new RegisteredExpert(kind.getKey(), kind.getValue()))
                .toList();
    }

    private static ExpertAction action(ResultSet row) throws SQLException {
        return new ExpertAction(
                row.getString("action"),
                row.getString("capability"),
                row.getString("description"),
                map(row.getString("inputs")),
                map(row.getString("result")));
    }

    private static Map<String, Object> map(String json) {
        return ExpertJson.readMap(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
