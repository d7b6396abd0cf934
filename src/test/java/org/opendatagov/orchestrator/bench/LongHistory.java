package org.opendatagov.orchestrator.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/** A job whose every run read another of 100,000 datasets: all that it read before has ended. */
final class LongHistory {
    private static final int EVENTS = 200;

    private LongHistory() {}

    static void of(EngineUnderLoad engine) throws SQLException {
        engine.execute("""
                WITH reader AS (
                    INSERT INTO job (id, namespace, name, first_seen, last_seen)
                    VALUES (left(encode(sha256('job:5:bench:reader'), 'hex'), 16), 'bench', 'reader', now(), now())
                    ON CONFLICT (id) DO UPDATE SET last_seen = excluded.last_seen RETURNING id)
                INSERT INTO job_dataset (job, dataset, role, first_seen, last_seen, ended_at)
                SELECT reader.id, dataset.id, 'input', now() - interval '2 days', now() - interval '2 days', now() - interval '1 day'
                FROM reader, dataset ON CONFLICT DO NOTHING""");
    }

    /** Milliseconds of the next runs of the job, in order of size. */
    static double[] events(ServiceProcess service) throws IOException, InterruptedException {
        double[] millis = new double[EVENTS];
        for (int number = 0; number < EVENTS; number++) {
            long start = System.nanoTime();
            if (service.call("POST", "/api/v1/lineage", event(number))
                            .path("kept")
                            .asInt()
                    != 1) {
                throw new IllegalStateException("an event was not kept");
            }
            millis[number] = (double) (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis;
    }

    private static String event(int number) {
        return """
                {"eventType": "COMPLETE", "run": {"runId": "%s"}, "eventTime": "%s", "job": {"namespace": "bench", "name": "reader"},
                 "inputs": [{"namespace": "s3://lake-0", "name": "layer_0/table_%d"}], "producer": "https://example.org/bench",
                 "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent"}""".formatted(UUID.randomUUID(), Instant.now(), number % 25);
    }
}
