package org.opendatagov.orchestrator.fault;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests with two replicas of their own, both ready before each. */
abstract class TwoReplicas {
    @TempDir
    static Path folder;

    static Cluster cluster;

    @BeforeAll
    static void start() throws IOException {
        cluster = Cluster.start(folder);
    }

    @AfterAll
    static void end() throws IOException {
        cluster.close();
    }

    @BeforeEach
    void ready() throws IOException {
        cluster.awaitReady();
    }
}
