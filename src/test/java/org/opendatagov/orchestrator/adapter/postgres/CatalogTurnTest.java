package org.opendatagov.orchestrator.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.opendatagov.orchestrator.openlineage.Events.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opendatagov.orchestrator.adapter.postgres.CatalogDatabase.Turn;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.StatedDeclarations;
import org.opendatagov.orchestrator.catalog.TestProfiles;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Changes of the catalogue at the same time: one after the other, and done again where the database gave one up. */
@Timeout(60)
class CatalogTurnTest {
    private static final Dataset ORDERS = TestProfiles.dataset("s3://lake/orders.parquet", "f1");

    private final TestLineage test = TestLineage.create();
    private final Catalog catalog = test.catalog();
    private final CatalogDatabase database = new CatalogDatabase(test.database());
    private final JdbcClient client = JdbcClient.create(test.database());
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private void recordOrders() {
        catalog.record(ORDERS, TestProfiles.profile(ORDERS));
    }

    private void readOrders() {
        test.send(run(
                "load", UUID.randomUUID(), "COMPLETE", Instant.EPOCH, List.of("s3://lake/orders.parquet"), List.of()));
    }

    private int waiting() {
        return client.sql("""
                        SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
                           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())""").query(Integer.class).single();
    }

    private int locked() {
        return client.sql("""
                        SELECT (SELECT count(*) FROM dataset) + (SELECT count(*) FROM declaration) + (SELECT count(*) FROM lineage_edge)
                           - (SELECT count(*) FROM (SELECT FROM dataset FOR UPDATE SKIP LOCKED) free)
                           - (SELECT count(*) FROM (SELECT FROM declaration FOR UPDATE SKIP LOCKED) free)
                           - (SELECT count(*) FROM (SELECT FROM lineage_edge FOR UPDATE SKIP LOCKED) free)""").query(Integer.class).single();
    }

    /** While another has the turn each waits, and keeps nobody from a row. */
    @Test
    void who_waits_for_its_turn_holds_no_row() throws Exception {
        recordOrders();
        catalog.declare(ORDERS.id(), Map.of("upstream", List.of("one", "two")));
        CountDownLatch ended = new CountDownLatch(1);
        Future<?> other = threads.submit(() -> database.change(Turn.LINEAGE, "", rows -> waited(ended)));
        List<Runnable> changes = List.of(
                this::recordOrders,
                this::readOrders,
                () -> catalog.declare(ORDERS.id(), Map.of("upstream", List.of("two", "three"))),
                () -> ((StatedDeclarations) catalog).state(ORDERS.location(), Map.of("owner", "sales")));
        await().until(() -> turns() == 1);
        List<Future<?>> begun = changes.stream().<Future<?>>map(threads::submit).toList();

        await().until(() -> waiting() == changes.size());
        assertThat(locked()).isZero();

        ended.countDown();
        other.get();
        for (Future<?> change : begun) {
            change.get();
        }
        assertThat(catalog.find(ORDERS.id()).orElseThrow().declarations().owner())
                .contains("sales");
    }

    @Test
    void what_is_declared_of_a_dataset_while_it_is_joined_with_another_is_declared_of_that() throws Exception {
        test.send(run("load", UUID.randomUUID(), "COMPLETE", Instant.EPOCH, List.of("goes"), List.of("stays")));
        String goes = test.id("goes");
        String stays = test.id("stays");
        CountDownLatch ended = new CountDownLatch(1);
        Future<?> joining = threads.submit(() -> database.change(Turn.LINEAGE, "", rows -> {
            boolean told = waited(ended);
            new DatasetMerge(rows).merge(goes, stays);
            return told;
        }));
        await().until(() -> turns() == 1);
        Future<CatalogDataset> declared = threads.submit(() -> catalog.declare(goes, Map.of("owner", "sales")));
        await().until(() -> waiting() == 1);
        ended.countDown();
        joining.get();

        assertThat(declared.get().id()).isEqualTo(stays);
        assertThat(declared.get().declarations().owner()).contains("sales");
    }

    private int turns() {
        return client.sql("""
                        SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted
                           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())""").query(Integer.class).single();
    }

    private static boolean waited(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_change_that_lost_a_deadlock_is_made_after_the_other() throws Exception {
        client.sql("CREATE TABLE pair (name text PRIMARY KEY, changes integer NOT NULL)")
                .update();
        client.sql("INSERT INTO pair VALUES ('a', 0), ('b', 0)").update();
        CyclicBarrier both = new CyclicBarrier(2);
        AtomicInteger tries = new AtomicInteger();
        Future<Integer> one = threads.submit(() -> changePair("a", "b", both, tries));
        Future<Integer> other = threads.submit(() -> changePair("b", "a", both, tries));

        assertThat(one.get() + other.get()).isEqualTo(2);
        assertThat(tries).hasValue(3);
        assertThat(client.sql("SELECT changes FROM pair").query(Integer.class).list())
                .containsExactly(2, 2);
    }

    /** The first two tries meet with a row each. */
    private int changePair(String first, String second, CyclicBarrier both, AtomicInteger tries) {
        return database.change("pairs could not be changed", rows -> {
            rows.sql("SET LOCAL deadlock_timeout = '10ms'").update();
            change(rows, first);
            if (tries.incrementAndGet() <= 2) {
                meet(both);
            }
            return change(rows, second);
        });
    }

    private static int change(JdbcClient rows, String name) {
        return rows.sql("UPDATE pair SET changes = changes + 1 WHERE name = ?")
                .param(name)
                .update();
    }

    private static void meet(CyclicBarrier both) {
        try {
            both.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private int triesOf(String state, ErrorCode code) {
        AtomicInteger tries = new AtomicInteger();
        assertThatThrownBy(() -> database.change("it could not be changed", rows -> {
                    tries.incrementAndGet();
                    return rows.sql("DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '" + state + "'; END $$")
                            .update();
                }))
                .isInstanceOfSatisfying(
                        OrchestratorException.class, e -> assertThat(e.code()).isEqualTo(code));
        return tries.get();
    }

    @Test
    void a_change_that_always_collides_is_given_up_and_any_other_failure_is_not_tried_again() {
        assertThat(triesOf("40P01", ErrorCode.STORE_UNAVAILABLE)).isEqualTo(3);
        assertThat(triesOf("40001", ErrorCode.STORE_UNAVAILABLE)).isEqualTo(3);
        assertThat(triesOf("57014", ErrorCode.STORE_UNAVAILABLE)).isEqualTo(1);
        assertThat(triesOf("23514", ErrorCode.INTERNAL)).isEqualTo(1);
    }
}
