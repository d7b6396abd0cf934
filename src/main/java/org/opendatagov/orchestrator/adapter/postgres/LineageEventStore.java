package org.opendatagov.orchestrator.adapter.postgres;

import javax.sql.DataSource;
import org.opendatagov.orchestrator.openlineage.LineageEvent;
import org.opendatagov.orchestrator.openlineage.LineageEvents;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps lineage events in PostgreSQL. One event is taken at a time, by all replicas together: two events that name the same datasets would
 * else wait for each other.
 */
@Component
class LineageEventStore implements LineageEvents {
    private final CatalogDatabase database;

    LineageEventStore(DataSource source) {
        this.database = new CatalogDatabase(source);
    }

    @Override
    public boolean receive(LineageEvent event) {
        return database.change("a lineage event could not be kept", client -> {
            CatalogDatabase.lock(client, "lineage");
            boolean fresh = keep(client, event);
            if (fresh) {
                new EventTelling(client, event).tell();
            }
            return fresh;
        });
    }

    private static boolean keep(JdbcClient client, LineageEvent event) {
        return client.sql("""
                        INSERT INTO lineage_event (digest, kind, event_time, body) VALUES (?, ?, ?, ?::jsonb)
                        ON CONFLICT (digest) DO NOTHING""")
                        .params(event.digest(), event.kind().text(), Times.of(event.time()), event.body())
                        .update()
                > 0;
    }
}
