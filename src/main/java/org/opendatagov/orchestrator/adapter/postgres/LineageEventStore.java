package org.opendatagov.orchestrator.adapter.postgres;

import javax.sql.DataSource;
import org.opendatagov.orchestrator.adapter.postgres.CatalogDatabase.Turn;
import org.opendatagov.orchestrator.openlineage.LineageEvent;
import org.opendatagov.orchestrator.openlineage.LineageEvents;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps lineage events in PostgreSQL, one at a time. */
@Component
class LineageEventStore implements LineageEvents {
    private final CatalogDatabase database;

    LineageEventStore(DataSource source) {
        this.database = new CatalogDatabase(source);
    }

    @Override
    public boolean receive(LineageEvent event) {
        return database.change(Turn.LINEAGE, "a lineage event could not be kept", client -> {
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
