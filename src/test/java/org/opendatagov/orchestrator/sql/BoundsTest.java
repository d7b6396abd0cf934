package org.opendatagov.orchestrator.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is given: an answer within bounded time, on a thread with a stack of the usual size. */
@Timeout(120)
class BoundsTest {
    private static ScriptLineage read(String sql) {
        return SqlLineage.of(sql, Dialect.POSTGRES, TableColumns.NONE);
    }

    private static String joined(int count, String separator, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(separator));
    }

    static Stream<Arguments> large() {
        return Stream.of(
                Arguments.of(
                        "columns",
                        "SELECT " + joined(30_000, ",", i -> "coalesce(t.c" + i + ", 0) AS c" + i) + " FROM t"),
                Arguments.of("values", "INSERT INTO t VALUES " + joined(60_000, ",", i -> "(" + i + ", 'abc')")),
                Arguments.of("unions", joined(20_000, " UNION ALL ", i -> "SELECT a FROM t" + i)),
                Arguments.of(
                        "joins",
                        "SELECT t1.a FROM t0 JOIN "
                                + joined(20_000, " JOIN ", i -> "t" + i + " ON t" + i + ".a = t0.a")),
                Arguments.of("conditions", "SELECT a FROM t WHERE " + joined(60_000, " OR ", i -> "b = " + i)),
                Arguments.of(
                        "expressions",
                        "WITH c0 AS (SELECT a FROM t), "
                                + joined(15_000, ", ", i -> "c%d AS (SELECT a + 1 AS a FROM c%d)".formatted(i + 1, i))
                                + " SELECT a FROM c15000"),
                Arguments.of("statements", joined(20_000, ";\n", i -> "INSERT INTO t" + i + " SELECT a FROM s")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("large")
    void a_megabyte_is_read(String what, String sql) {
        long start = System.nanoTime();
        assertThat(read(sql).faults()).as(what).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(what).isLessThan(Duration.ofSeconds(30));
    }

    static Stream<String> deep() {
        int depth = 100_000;
        return Stream.of(
                "SELECT " + "(".repeat(depth) + "a" + ")".repeat(depth) + " FROM t",
                "SELECT a FROM " + "(SELECT a FROM ".repeat(depth) + "t" + ") x".repeat(depth),
                "SELECT " + "(SELECT ".repeat(depth) + "1" + ")".repeat(depth),
                "SELECT " + "CASE WHEN a THEN ".repeat(depth) + "b" + " END".repeat(depth) + " FROM t",
                "SELECT a FROM " + "(".repeat(depth) + "t" + ")".repeat(depth),
                "SELECT " + "f(".repeat(depth) + "a" + ")".repeat(depth) + " FROM t",
                "SELECT " + "[".repeat(depth),
                "WITH a AS (".repeat(depth));
    }

    @ParameterizedTest
    @MethodSource("deep")
    void nesting_beyond_the_bound_is_refused_with_its_place(String sql) {
        assertThat(read(sql).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).isEqualTo("Nested deeper than 400 levels."));
    }

    @Test
    void nesting_as_people_write_it_is_read() {
        String sql = "SELECT a FROM " + "(SELECT (((a))) AS a FROM ".repeat(150) + "t" + ") x".repeat(150);

        assertThat(Lineages.told(read(sql))).isEqualTo("<- t | a <- t.a");
    }

    @Test
    void columns_that_double_at_each_step_are_given_up_and_the_rest_counts() {
        String sql = "WITH c0 AS (SELECT a FROM t), "
                + joined(40, ", ", i -> "c%d AS (SELECT x.*, y.* FROM c%d x, c%d y)".formatted(i + 1, i, i))
                + " SELECT * FROM c40; SELECT b FROM u";
        ScriptLineage lineage = read(sql);

        assertThat(lineage.faults()).hasSize(1);
        assertThat(Lineages.told(lineage)).endsWith("<- u | b <- u.b");
    }

    @Test
    void many_such_statements_take_no_longer_than_a_few() {
        String one = "WITH c0 AS (SELECT a FROM t), "
                + joined(40, ", ", i -> "c%d AS (SELECT x.*, y.* FROM c%d x, c%d y)".formatted(i + 1, i, i))
                + " SELECT * FROM c40;\n";
        long start = System.nanoTime();
        read(one.repeat(500));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void noise_is_answered_in_every_dialect() {
        Random random = new Random(7);
        String[] words =
                "SELECT FROM ( ) a , 'x' * WITH AS JOIN ON CASE END BEGIN ; INSERT INTO 1 - [ ] { \" ` $$ /* */ -- \n UNION . :: % PIVOT"
                        .split(" ", -1);
        for (Dialect dialect : Dialect.values()) {
            String soup = joined(20_000, " ", i -> words[random.nextInt(words.length)]);
            String noise = random.ints(100_000, 0, 0x2fff)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            assertThat(SqlLineage.of(soup, dialect, TableColumns.NONE).faults()).isNotEmpty();
            assertThat(SqlLineage.of(noise, dialect, TableColumns.NONE).faults())
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {"'", "/*", "$$", "{{", "%(", "\"", "'a;\n", "/*;\n", "${;\n", "BEGIN;", ";", "("})
    void a_megabyte_of_openings_is_answered(String opening) {
        assertThat(read(opening.repeat(1_000_000 / opening.length())).statements())
                .isNotNull();
    }
}
