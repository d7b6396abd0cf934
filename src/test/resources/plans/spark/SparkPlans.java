import java.nio.file.*;
import org.apache.spark.sql.*;
import static org.apache.spark.sql.functions.*;

/** Writes plans of a real Spark; see README beside it. */
public class SparkPlans {
    static SparkSession spark;
    static Path out;
    static void write(String name, String sql, String mode) throws Exception {
        write(name, spark.sql(sql), mode);
    }
    static void write(String name, Dataset<Row> data, String mode) throws Exception {
        if (mode.equals("final")) { data.collectAsList(); mode = "formatted"; }
        Files.writeString(out.resolve(name + ".txt"), data.queryExecution().explainString(org.apache.spark.sql.execution.ExplainMode.fromString(mode)));
    }
    public static void main(String[] args) throws Exception {
        out = Files.createDirectories(Path.of(args[0]));
        Path data = Files.createTempDirectory("spark-plans");
        spark = SparkSession.builder().master("local[2]").appName("plans").config("spark.ui.enabled", false)
            .config("spark.sql.warehouse.dir", data.resolve("w").toString()).config("spark.sql.shuffle.partitions", 4).getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        spark.range(200000).selectExpr("id", "id % 1000 as customer_id", "cast(id % 30 as int) as day", "concat('order ', id) as note", "id * 1.5 as amount")
            .write().partitionBy("day").parquet(data.resolve("orders").toString());
        spark.range(1000).selectExpr("id as customer_id", "concat('Name', id) as name", "concat('user', id, '@example.org') as email").write().parquet(data.resolve("customers").toString());
        spark.read().parquet(data.resolve("orders").toString()).createOrReplaceTempView("orders");
        spark.read().parquet(data.resolve("customers").toString()).createOrReplaceTempView("customers");
        String join = "select c.name, sum(o.amount) as total from orders o join customers c on o.customer_id = c.customer_id where c.email = 'user17@example.org' group by c.name";
        write("simple", join, "simple");
        write("extended", join, "extended");
        write("formatted", join, "formatted");
        write("final", join, "final");
        write("cost", join, "cost");
        write("pruned", "select count(*) from orders where day = 3", "formatted");
        write("unpruned", "select count(*) from orders where cast(day as string) like '1%' or amount > 17", "formatted");
        spark.conf().set("spark.sql.autoBroadcastJoinThreshold", -1);
        write("sort-merge", join, "formatted");
        write("sort-merge-cost", join, "cost");
        write("sort-merge-final", join, "final");
        spark.conf().set("spark.sql.adaptive.enabled", false);
        write("no-aqe", join, "formatted");
        write("no-aqe-simple", join, "simple");
        write("cross", "select count(*) from orders o cross join customers c where o.amount > 3", "formatted");
        write("nested-loop", "select count(*) from orders o join customers c on o.amount < c.customer_id", "formatted");
        spark.conf().unset("spark.sql.autoBroadcastJoinThreshold");
        write("broadcast-nested-loop", "select count(*) from orders o left join customers c on o.amount < c.customer_id", "formatted");
        write("subquery", "select count(*) from orders where amount > (select avg(amount) from orders where note <> 'Alice Smith')", "formatted");
        write("window", "select id, row_number() over (order by amount) r from orders limit 10", "formatted");
        spark.stop();
        System.exit(0);
    }
}
