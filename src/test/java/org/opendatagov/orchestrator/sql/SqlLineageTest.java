package org.opendatagov.orchestrator.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlLineageTest {
    private static final String TABLES = "orders: id, customer, amount\ncustomers: id, name";

    private static String told(String sql) {
        return Lineages.told(Lineages.of("postgres", sql, TABLES));
    }

    @Test
    void a_star_is_expanded_by_known_columns() {
        assertThat(told("SELECT * FROM orders"))
                .isEqualTo("<- orders | id <- orders.id | customer <- orders.customer | amount <- orders.amount");
        assertThat(told("SELECT c.*, o.amount FROM orders o JOIN customers c ON c.id = o.customer"))
                .isEqualTo(
                        "<- orders, customers | id <- customers.id | name <- customers.name | amount <- orders.amount");
    }

    @Test
    void using_and_natural_joins_give_the_shared_column_once() {
        assertThat(told("SELECT * FROM orders JOIN customers USING (id)"))
                .isEqualTo(
                        "<- orders, customers | id <- orders.id | customer <- orders.customer | amount <- orders.amount"
                                + " | name <- customers.name");
        assertThat(told("SELECT id, name FROM orders NATURAL JOIN customers"))
                .isEqualTo("<- orders, customers | id <- orders.id | name <- customers.name");
    }

    @Test
    void columns_without_qualifier_are_told_by_the_known_columns() {
        assertThat(told("SELECT amount, name FROM orders, customers WHERE customer = customers.id"))
                .isEqualTo("<- orders, customers | amount <- orders.amount | name <- customers.name");
    }

    @Test
    void an_ambiguous_column_is_said_with_its_candidates_and_place() {
        ScriptLineage lineage = Lineages.of("postgres", "SELECT\n  id FROM orders, customers", TABLES);

        assertThat(Lineages.told(lineage)).isEqualTo("<- orders, customers | id <- id");
        assertThat(lineage.statements().getFirst().unresolved())
                .containsExactly(new StatementLineage.Unresolved("id", List.of("orders", "customers"), 2, 3));
    }

    @Test
    void a_column_that_no_known_table_has_is_said_and_has_no_source() {
        ScriptLineage lineage = Lineages.of("postgres", "SELECT total FROM orders", TABLES);

        assertThat(Lineages.told(lineage)).isEqualTo("<- orders | total <-");
        assertThat(lineage.statements().getFirst().unresolved())
                .containsExactly(new StatementLineage.Unresolved("total", List.of(), 1, 8));
    }

    @Test
    void a_correlated_column_comes_from_the_query_around() {
        assertThat(told("SELECT (SELECT max(amount) FROM orders WHERE customer = name) AS m FROM customers"))
                .isEqualTo("<- customers, orders | m <- orders.amount");
    }

    @Test
    void values_go_by_position_into_a_table_whose_columns_are_known() {
        assertThat(told("INSERT INTO customers SELECT customer, 'x' FROM orders"))
                .isEqualTo("customers <- orders | customers.id <- orders.customer | customers.name <-");
    }

    @Test
    void a_table_that_the_script_makes_is_known_from_then_on() {
        assertThat(told("CREATE TABLE a AS SELECT id AS x, name AS y FROM customers; SELECT * FROM a"))
                .endsWith("<- a | x <- a.x | y <- a.y");
        assertThat(
                        told(
                                "CREATE TABLE a (x int, y numeric(3, 2), PRIMARY KEY (x)); INSERT INTO a SELECT id, name FROM customers"))
                .endsWith("a <- customers | a.x <- customers.id | a.y <- customers.name");
        assertThat(told("ALTER TABLE customers RENAME TO people; SELECT * FROM people"))
                .endsWith("<- people | id <- people.id | name <- people.name");
    }

    @Test
    void the_script_as_a_whole_is_seen_through_temporary_tables() {
        ScriptLineage lineage = Lineages.of("postgres", """
                CREATE TEMP TABLE big AS SELECT id, amount * 2 AS twice FROM orders WHERE amount > 10;
                INSERT INTO report (k, total) SELECT id, sum(twice) FROM big GROUP BY id;
                DROP TABLE big;
                """, TABLES);

        assertThat(lineage.inputs()).containsExactly("orders");
        assertThat(lineage.outputs()).containsExactly("report");
        assertThat(lineage.columns())
                .containsExactly(
                        new ColumnLineage(
                                "report.k",
                                List.of(new ColumnLineage.Source("orders.id", java.util.Set.of(Use.IDENTITY)))),
                        new ColumnLineage(
                                "report.total",
                                List.of(new ColumnLineage.Source("orders.amount", java.util.Set.of(Use.AGGREGATION)))));
    }

    @Test
    void uses_are_named_as_in_openlineage() {
        ScriptLineage lineage = Lineages.of("postgres", """
                SELECT a, b + 1 AS b, sum(c) AS c, CASE WHEN d THEN e END AS e, rank() OVER (ORDER BY f) AS f
                FROM t JOIN u ON t.i = u.i WHERE t.g > 1 GROUP BY t.h ORDER BY t.k""", "t: a, b, c, d, e, f, g, h, i, k\nu: i");
        StatementLineage statement = lineage.statements().getFirst();

        assertThat(statement.columns().stream()
                        .map(column -> Lineages.uses(column.sources()))
                        .toList())
                .containsExactly(
                        "t.a IDENTITY",
                        "t.b TRANSFORMATION",
                        "t.c AGGREGATION",
                        "t.d CONDITIONAL, t.e TRANSFORMATION",
                        "t.f WINDOW");
        assertThat(Lineages.indirect(lineage)).isEqualTo("t.g FILTER, t.h GROUP_BY, t.i JOIN, t.k SORT, u.i JOIN");
    }

    @Test
    void what_cannot_be_read_is_said_with_its_place_and_the_rest_counts() {
        ScriptLineage lineage = Lineages.of("postgres", """
                INSERT INTO a SELECT x FROM b;
                -- a comment; with a semicolon
                SELECT ';', x FROM c;
                SELECT x,, y FROM d;
                CREATE TABLE e AS SELECT x FROM f
                """);

        assertThat(lineage.faults()).containsExactly(new SqlFault(3, 4, 10, "Expected an expression, found ','."));
        assertThat(Lineages.told(lineage))
                .isEqualTo("a <- b | a.x <- b.x ; <- c | ? <- | x <- c.x ; <- ; e <- f | e.x <- f.x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELEC a FROM t",
                "SELECT a FORM t x y",
                "SELECT FROM t",
                "SELECT a FROM",
                "SELECT a FROM t WHERE",
                "SELECT a b c FROM t",
                "SELECT (a FROM t",
                "SELECT a) FROM t",
                "INSERT INTO",
                "INSERT INTO t",
                "CREATE TABLE",
                "CREATE VIEW v AS",
                "CREATE VIEW v AS a",
                "UPDATE t a = 1",
                "UPDATE t SET",
                "MERGE INTO t USING s ON a = b",
                "DELETE FROM",
                "SELECT a FROM t GROUP a",
                "SELECT CASE WHEN a THEN b FROM t",
                "SELECT a FROM t JOIN",
                "SELECT 'a FROM t",
                "WITH x AS SELECT 1",
                "WITH x AS (SELECT 1)",
                "SELECT a + FROM t",
                "SELECT f(a,) FROM t",
                "ALTER a",
                "DROP",
                "hello",
                "SELECT a FROM t UNION",
                "SELECT a FROM (SELECT b FROM t",
                "/* SELECT a FROM t"
            })
    void garbage_is_refused_in_every_dialect(String sql) {
        for (Dialect dialect : Dialect.values()) {
            ScriptLineage lineage = SqlLineage.of(sql, dialect, TableColumns.NONE);
            assertThat(lineage.faults()).as(dialect.label()).isNotEmpty();
        }
    }

    @Test
    void nothing_is_no_statement() {
        assertThat(Lineages.of("ansi", " ;; -- nothing\n /* at all */ ;").statements())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgres  | CREATE FUNCTION f() RETURNS void AS $body$ BEGIN INSERT INTO a SELECT x FROM b; END; $body$ LANGUAGE plpgsql",
                "postgres  | DO $$ BEGIN INSERT INTO a SELECT x FROM b; END $$",
                "mysql     | CREATE PROCEDURE p() BEGIN DECLARE v INT; IF v > 1 THEN INSERT INTO a SELECT x FROM b; END IF; END",
                "oracle    | CREATE OR REPLACE PROCEDURE p IS v NUMBER; BEGIN INSERT INTO a SELECT x FROM b; COMMIT; END;",
                "oracle    | DECLARE v NUMBER; BEGIN INSERT INTO a SELECT CASE WHEN x > 1 THEN x END AS x FROM b; END;",
                "tsql      | CREATE PROCEDURE p AS BEGIN SET NOCOUNT ON; INSERT INTO a SELECT x FROM b; END",
                "snowflake | BEGIN INSERT INTO a SELECT x FROM b; RETURN 1; END",
                "bigquery  | IF 1 > 0 THEN INSERT INTO a SELECT x FROM b; END IF"
            })
    void a_block_is_one_statement_and_what_is_in_it_counts(String dialect, String block) {
        String told = Lineages.told(Lineages.of(dialect, block + ";\nSELECT q FROM r;"));

        assertThat(told).isEqualTo("a <- b | a.x <- b.x ; <- r | q <- r.q");
    }

    @Test
    void t_sql_needs_no_semicolons_and_go_ends_a_batch() {
        ScriptLineage lineage = Lineages.of("tsql", """
                SELECT a INTO #x FROM b
                INSERT INTO c (k) SELECT a FROM #x
                GO
                DROP TABLE #x
                """);

        assertThat(Lineages.told(lineage)).isEqualTo("#x <- b | #x.a <- b.a ; c <- #x | c.k <- #x.a ; #x <-");
        assertThat(lineage.inputs()).containsExactly("b");
        assertThat(lineage.outputs()).containsExactly("c");
    }

    @Test
    void no_literal_is_told_by_results_or_errors() {
        ScriptLineage lineage = Lineages.of("postgres", """
                SELECT concat('Anna', 123456789), "anna@example.org" FROM t WHERE n = 'Anna' AND m = "anna@example.org";
                INSERT INTO t VALUES ('Anna', 123456789, $$Anna$$);
                SELECT a FROM t PIVOT (sum(x) FOR c IN ('Anna'));
                SELECT a FROM t WHERE 'Anna' 'Anna' 123456789 Anna;
                COPY t FROM 'Anna';
                SELECT 'Anna""");

        assertThat(lineage.faults()).hasSize(2);
        assertThat(lineage.toString()).doesNotContain("Anna", "anna", "123456789");
    }

    @Test
    void places_are_told_without_credentials() {
        ScriptLineage lineage =
                Lineages.of("duckdb", "SELECT * FROM read_csv('https://anna:secret@host/x.csv?sig=abc')");

        assertThat(lineage.inputs()).containsExactly("https://host/x.csv");
    }

    @Test
    void names_are_folded_as_the_dialect_does() {
        assertThat(Lineages.of("postgres", "SELECT * FROM \"A\".B").inputs()).containsExactly("A.b");
        assertThat(Lineages.of("snowflake", "SELECT * FROM \"A\".\"b\".C").inputs())
                .containsExactly("a.b.c");
        assertThat(Lineages.of("bigquery", "SELECT * FROM `A.B`.C").inputs()).containsExactly("A.B.C");
        assertThat(Lineages.of("spark", "SELECT * FROM `A`.B").inputs()).containsExactly("a.b");
    }

    @Test
    void what_is_known_of_tables_is_asked_by_the_name_that_is_told() {
        Map<String, List<String>> known = Map.of("shop.orders", List.of("ID", "Amount"));
        ScriptLineage lineage = SqlLineage.of(
                "SELECT * FROM SHOP.Orders", Dialect.SNOWFLAKE, table -> Optional.ofNullable(known.get(table)));

        assertThat(Lineages.told(lineage))
                .isEqualTo("<- shop.orders | id <- shop.orders.id | Amount <- shop.orders.Amount");
    }
}
