import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Runs one application of each kind that the tests look at; Spark writes the logs. See README.md. */
public final class SparkLogs {
    private SparkLogs() {}

    /** Arguments: the case, the folder for logs, the master. */
    public static void main(String[] arguments) throws Exception {
        String which = arguments[0];
        Path logs = Files.createDirectories(Path.of(arguments[1])).toAbsolutePath();
        SparkSession.Builder builder = SparkSession.builder()
                .appName(which)
                .master(arguments[2])
                .config("spark.ui.enabled", "false")
                .config("spark.eventLog.enabled", "true")
                .config("spark.eventLog.dir", logs.toUri().toString())
                .config("spark.executor.memory", which.equals("gc") || which.equals("spill") ? "512m" : "600m")
                .config("spark.executor.metrics.pollingInterval", "200")
                .config("spark.eventLog.logStageExecutorMetrics", "true")
                .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .config("spark.sql.shuffle.partitions", "8")
                .config("spark.sql.adaptive.enabled", which.equals("sql") ? "true" : "false")
                .config("spark.sql.warehouse.dir", logs.resolve("warehouse").toUri().toString())
                .config("spark.hadoop.fs.s3a.secret.key", "not-to-be-seen");
        if (which.equals("rolling")) {
            builder.config("spark.eventLog.rolling.enabled", "true")
                    .config("spark.eventLog.rolling.maxFileSize", "10m")
                    .config("spark.eventLog.compress", "true")
                    .config("spark.eventLog.compression.codec", "zstd");
        }
        if (which.equals("failures")) {
            builder.config("spark.task.maxFailures", "20").config("spark.excludeOnFailure.enabled", "false");
        }
        try (SparkSession spark = builder.getOrCreate()) {
            JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
            switch (which) {
                case "skew_by_data" -> skewByData(context);
                case "skew_by_node" -> skewByNode(context);
                case "spill" -> spill(spark);
                case "gc" -> garbage(context);
                case "small_files" -> smallFiles(spark, logs);
                case "failures" -> failures(context);
                case "sql" -> sql(spark, logs);
                case "small_tasks" -> smallTasks(context);
                case "empty_partitions" -> emptyPartitions(context);
                case "idle_executors" -> idleExecutors(context);
                case "out_of_memory" -> outOfMemory(context);
                case "rolling", "lz4", "snappy" -> plain(context);
                default -> throw new IllegalArgumentException(which);
            }
        }
    }

    /** One key has nearly all rows: 130 MB that do not pack, of 16 partitions; the work goes by the row. */
    private static void skewByData(JavaSparkContext context) {
        context.parallelize(IntStream.range(0, 1_400).boxed().toList(), 8)
                .mapToPair(index -> {
                    byte[] payload = new byte[100_000];
                    new Random(index).nextBytes(payload);
                    return new scala.Tuple2<>(index < 1_340 ? 7 : index, payload);
                })
                .groupByKey(16)
                .mapValues(values -> {
                    int sum = 0;
                    for (byte[] value : values) {
                        sum += value[0];
                        Thread.sleep(6);
                    }
                    return sum;
                })
                .count();
    }

    /** Every task has the same bytes; those on the second host take their time. */
    private static void skewByNode(JavaSparkContext context) {
        context.parallelize(IntStream.range(0, 4_000).boxed().toList(), 8)
                .mapToPair(index -> {
                    byte[] payload = new byte[2_000];
                    new Random(index).nextBytes(payload);
                    return new scala.Tuple2<>(index % 40, payload);
                })
                .groupByKey(40)
                .map(group -> {
                    boolean slow = SparkEnv.get().blockManager().blockManagerId().host().equals("127.0.0.3");
                    Thread.sleep(slow ? 7_000 : 300);
                    return group._1();
                })
                .count();
    }

    private static void spill(SparkSession spark) {
        Dataset<Row> rows = spark.range(0, 3_000_000, 1, 4)
                .selectExpr("id", "sha2(cast(id as string), 512) as payload", "uuid() as other");
        rows.repartition(2, functions.col("other")).sortWithinPartitions("payload").write().format("noop").mode(SaveMode.Overwrite).save();
    }

    /** Keeps most of a small heap alive, and makes garbage beside it. */
    private static void garbage(JavaSparkContext context) {
        context.parallelize(IntStream.range(0, 4).boxed().toList(), 4)
                .mapPartitions((FlatMapFunction<java.util.Iterator<Integer>, Integer>) values -> {
                    List<Object> alive = new ArrayList<>();
                    for (int index = 0; index < 3_600_000; index++) {
                        alive.add(new Object[] {new int[] {index}, null});
                    }
                    int sum = 0;
                    for (int round = 0; round < 400; round++) {
                        List<String> garbage = new ArrayList<>();
                        for (int index = 0; index < 20_000; index++) {
                            garbage.add("garbage " + index + round);
                        }
                        sum += garbage.get(garbage.size() - 1).length();
                    }
                    return List.of(sum + alive.size()).iterator();
                })
                .count();
    }

    private static void smallFiles(SparkSession spark, Path logs) {
        String folder = logs.resolve("many").toString();
        spark.range(0, 3_000, 1, 150).selectExpr("id", "id * 2 as twice").write().mode(SaveMode.Overwrite).parquet(folder);
        spark.read().parquet(folder).selectExpr("sum(twice)").collect();
    }

    private static void failures(JavaSparkContext context) {
        context.parallelize(IntStream.range(0, 40).boxed().toList(), 40)
                .map(index -> {
                    if (TaskContext.get().attemptNumber() < 2 && index % 2 == 0) {
                        throw new IllegalStateException("no good value: jane.roe@example.com");
                    }
                    return index;
                })
                .count();
        context.parallelize(IntStream.range(0, 8).boxed().toList(), 8)
                .map(index -> {
                    if (index == 3 && TaskContext.get().attemptNumber() < 1) {
                        Runtime.getRuntime().halt(137);
                    }
                    Thread.sleep(200);
                    return index;
                })
                .count();
    }

    /** Joins, a table with partitions that a filter does not reach, personal literals. */
    private static void sql(SparkSession spark, Path logs) {
        String sales = logs.resolve("sales").toString();
        spark.range(0, 200_000, 1, 4)
                .selectExpr(
                        "id",
                        "id % 1000 as customer",
                        "id * 1.5 as amount",
                        "date_add(date'2024-01-01', cast(id % 20 as int)) as day")
                .write().mode(SaveMode.Overwrite).partitionBy("day").parquet(sales);
        spark.read().parquet(sales).createOrReplaceTempView("sales");
        spark.range(0, 1_000, 1, 2).selectExpr("id as customer", "concat('name ', id) as name").createOrReplaceTempView("customers");
        spark.sql("SELECT count(*), sum(amount) FROM sales WHERE day = date'2024-01-03' OR customer = 5").collect();
        spark.sql("SELECT sum(amount) FROM sales WHERE day = date'2024-01-03'").collect();
        spark.sql("SELECT /*+ MERGE(c) */ c.name, sum(s.amount) FROM sales s JOIN customers c ON s.customer = c.customer"
                + " WHERE c.name <> 'Jane Roe' AND c.name <> '123-45-6789' GROUP BY c.name").collect();
        spark.sql("SELECT count(*) FROM customers a CROSS JOIN customers b").collect();
    }

    /** 5,200 tasks with next to nothing to do. */
    private static void smallTasks(JavaSparkContext context) {
        context.parallelize(IntStream.range(0, 5_200).boxed().toList(), 5_200).count();
    }

    /** 2,000 rows under six keys, for 60 partitions. */
    private static void emptyPartitions(JavaSparkContext context) {
        context.parallelize(IntStream.range(0, 2_000).boxed().toList(), 4)
                .mapToPair(index -> new scala.Tuple2<>(index % 6, index))
                .reduceByKey(Integer::sum, 60)
                .count();
    }

    /** Two hosts of two cores each, and one task that takes half a minute. */
    private static void idleExecutors(JavaSparkContext context) {
        context.parallelize(List.of(1), 1)
                .map(index -> {
                    Thread.sleep(30_000);
                    return index;
                })
                .count();
    }

    /** One task asks for more than the heap of its executor has, at its first attempt. */
    private static void outOfMemory(JavaSparkContext context) {
        context.parallelize(IntStream.range(0, 4).boxed().toList(), 4)
                .map(index -> {
                    List<long[]> held = new ArrayList<>();
                    while (index == 2 && TaskContext.get().attemptNumber() < 1) {
                        held.add(new long[1_000_000]);
                    }
                    return index + held.size();
                })
                .count();
    }

    private static void plain(JavaSparkContext context) {
        context.parallelize(IntStream.range(0, 200).boxed().toList(), 20)
                .mapToPair(index -> new scala.Tuple2<>(index % 10, index))
                .reduceByKey(Integer::sum)
                .count();
    }
}
