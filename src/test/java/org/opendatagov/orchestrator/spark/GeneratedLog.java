package org.opendatagov.orchestrator.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** A log of any size in the form of Spark 3.5: stages of 2,500 tasks on 50 executors, figures at random. */
final class GeneratedLog {
    private static final int TASKS = 2_500;
    private static final int EXECUTORS = 50;

    private final OutputStream out;
    private final Random random;
    private long written;
    private long time = 1_700_000_000_000L;
    private long task;

    GeneratedLog(OutputStream out, Random random) {
        this.out = out;
        this.random = random;
    }

    void write(long bytes) throws IOException {
        line("{\"Event\":\"SparkListenerLogStart\",\"Spark Version\":\"3.5.7\"}");
        line(
                "{\"Event\":\"SparkListenerApplicationStart\",\"App Name\":\"generated\",\"App ID\":\"app-1\",\"Timestamp\":"
                        + time + ",\"User\":\"nobody\"}");
        for (int executor = 1; executor <= EXECUTORS; executor++) {
            line("{\"Event\":\"SparkListenerExecutorAdded\",\"Timestamp\":" + time + ",\"Executor ID\":\"" + executor
                    + "\",\"Executor Info\":{\"Host\":\"node" + executor % 10
                    + "\",\"Total Cores\":4,\"Log Urls\":{}}}");
        }
        for (int stage = 0; written < bytes; stage++) {
            stage(stage, bytes);
        }
        line("{\"Event\":\"SparkListenerApplicationEnd\",\"Timestamp\":" + time + "}");
    }

    private void stage(int stage, long bytes) throws IOException {
        String info = "{\"Stage ID\":" + stage + ",\"Stage Attempt ID\":0,\"Stage Name\":\"save at Job.scala:" + stage
                + "\",\"Number of Tasks\":" + TASKS
                + ",\"RDD Info\":[],\"Parent IDs\":[],\"Details\":\"\",\"Submission Time\":"
                + time;
        line("{\"Event\":\"SparkListenerJobStart\",\"Job ID\":" + stage + ",\"Submission Time\":" + time
                + ",\"Stage Infos\":[" + info + ",\"Accumulables\":[]}],\"Stage IDs\":[" + stage
                + "],\"Properties\":{}}");
        line("{\"Event\":\"SparkListenerStageSubmitted\",\"Stage Info\":" + info
                + ",\"Accumulables\":[]},\"Properties\":{}}");
        for (int index = 0; index < TASKS && written < bytes; index++) {
            task(stage, index);
        }
        line("{\"Event\":\"SparkListenerStageCompleted\",\"Stage Info\":" + info + ",\"Completion Time\":" + time
                + ",\"Accumulables\":[]}}");
        line("{\"Event\":\"SparkListenerJobEnd\",\"Job ID\":" + stage + ",\"Completion Time\":" + time
                + ",\"Job Result\":{\"Result\":\"JobSucceeded\"}}");
    }

    private void task(int stage, int index) throws IOException {
        int executor = 1 + random.nextInt(EXECUTORS);
        long run = 500L + random.nextInt(4_000);
        String start = "{\"Task ID\":" + task + ",\"Index\":" + index + ",\"Attempt\":0,\"Partition ID\":" + index
                + ",\"Launch Time\":" + time + ",\"Executor ID\":\"" + executor + "\",\"Host\":\"node" + executor % 10
                + "\",\"Locality\":\"PROCESS_LOCAL\",\"Speculative\":false,\"Getting Result Time\":0,\"Finish Time\":";
        line("{\"Event\":\"SparkListenerTaskStart\",\"Stage ID\":" + stage + ",\"Stage Attempt ID\":0,\"Task Info\":"
                + start + "0,\"Failed\":false,\"Killed\":false,\"Accumulables\":[]}}");
        line("{\"Event\":\"SparkListenerTaskEnd\",\"Stage ID\":" + stage
                + ",\"Stage Attempt ID\":0,\"Task Type\":\"ResultTask\",\"Task End Reason\":{\"Reason\":\"Success\"},\"Task Info\":"
                + start + (time + run + 20) + ",\"Failed\":false,\"Killed\":false,\"Accumulables\":["
                + accumulables(run)
                + "]},\"Task Executor Metrics\":{\"JVMHeapMemory\":" + random.nextInt(1 << 30)
                + ",\"JVMOffHeapMemory\":0,\"OnHeapExecutionMemory\":0,\"OffHeapExecutionMemory\":0},\"Task Metrics\":{"
                + "\"Executor Deserialize Time\":5,\"Executor Deserialize CPU Time\":4000000,\"Executor Run Time\":"
                + run
                + ",\"Executor CPU Time\":" + run * 900_000 + ",\"Peak Execution Memory\":" + random.nextInt(1 << 28)
                + ",\"Result Size\":2345,\"JVM GC Time\":" + run / 20
                + ",\"Result Serialization Time\":1,\"Memory Bytes Spilled\":0,\"Disk Bytes Spilled\":0,"
                + "\"Shuffle Read Metrics\":{\"Remote Blocks Fetched\":12,\"Local Blocks Fetched\":1,\"Fetch Wait Time\":3,"
                + "\"Remote Bytes Read\":" + random.nextInt(1 << 27)
                + ",\"Remote Bytes Read To Disk\":0,\"Local Bytes Read\":1234,\"Total Records Read\":"
                + random.nextInt(1_000_000) + "},\"Shuffle Write Metrics\":{\"Shuffle Bytes Written\":"
                + random.nextInt(1 << 26)
                + ",\"Shuffle Write Time\":123456,\"Shuffle Records Written\":" + random.nextInt(100_000)
                + "},\"Input Metrics\":{\"Bytes Read\":0,\"Records Read\":0},"
                + "\"Output Metrics\":{\"Bytes Written\":0,\"Records Written\":0},\"Updated Blocks\":[]}}");
        task++;
        time += 3;
    }

    private String accumulables(long run) {
        StringBuilder text = new StringBuilder();
        for (int id = 0; id < 14; id++) {
            text.append(id == 0 ? "" : ",")
                    .append("{\"ID\":")
                    .append(id)
                    .append(",\"Name\":\"internal.metrics.executorRunTime\",\"Update\":")
                    .append(run)
                    .append(",\"Value\":")
                    .append(task * run)
                    .append(",\"Internal\":true,\"Count Failed Values\":true}");
        }
        return text.toString();
    }

    private void line(String text) throws IOException {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(bytes);
        written += bytes.length;
    }
}
