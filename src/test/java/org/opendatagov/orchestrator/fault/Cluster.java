package org.opendatagov.orchestrator.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two replicas in processes of their own on one database. */
final class Cluster implements AutoCloseable {
    private final DatabaseServer database;
    private final Performances performances;
    private final List<ServiceProcess> services = new ArrayList<>();

    private Cluster(DatabaseServer database, Performances performances) {
        this.database = database;
        this.performances = performances;
    }

    /** Returns when both take requests. */
    static Cluster start(Path folder, String... settings) throws IOException {
        return start(folder, Map.of(), Map.of(), settings);
    }

    /** One before the database's clock, the other one behind it. */
    static Cluster skewed(Path folder, Path library, Duration skew) throws IOException {
        String preload = library.toString();
        return start(
                folder,
                Map.of("LD_PRELOAD", preload, "CLOCK_SKEW", String.valueOf(skew.toSeconds())),
                Map.of("LD_PRELOAD", preload, "CLOCK_SKEW", String.valueOf(-skew.toSeconds())));
    }

    private static Cluster start(Path folder, Map<String, String> one, Map<String, String> two, String... settings)
            throws IOException {
        ServiceProcess.routes(folder);
        Cluster cluster = new Cluster(
                DatabaseServer.start(folder.resolve("database")),
                new Performances(ServiceProcess.performances(folder).toString()));
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("--spring.datasource.url=" + cluster.database.url());
        cluster.services.add(ServiceProcess.start(folder, "one", all, one));
        cluster.services.add(ServiceProcess.start(folder, "two", all, two));
        cluster.awaitReady();
        return cluster;
    }

    DatabaseServer database() {
        return database;
    }

    Performances performances() {
        return performances;
    }

    List<ServiceProcess> services() {
        return services;
    }

    ServiceProcess one() {
        return services.get(0);
    }

    ServiceProcess two() {
        return services.get(1);
    }

    ServiceProcess other(ServiceProcess service) {
        return service == one() ? two() : one();
    }

    /** Starts again what was killed, or did not come up while the database was away. */
    void revive() throws IOException {
        for (ServiceProcess service : services) {
            if (!service.isAlive()) {
                service.startAgain();
            }
        }
    }

    void awaitReady() throws IOException {
        revive();
        services.forEach(ServiceProcess::awaitReady);
    }

    /** With {@code kill -9}. */
    void kill(ServiceProcess service) throws InterruptedException {
        long process = service.pid();
        service.kill();
        performances.lost(process);
    }

    @Override
    public void close() throws IOException {
        for (ServiceProcess service : services) {
            service.end();
        }
        database.close();
    }
}
