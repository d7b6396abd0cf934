package org.opendatagov.orchestrator.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Which stage of a run this JVM's CPU goes to: samples of its threads by CPU time, each told by the innermost frame that says what it does. */
final class StageSamples implements AutoCloseable {
    private static final String EVENT = "jdk.CPUTimeSample";
    private static final String OURS = "org.opendatagov.orchestrator.";
    /** By beginnings of class names; the first that fits counts. */
    private static final Map<String, String> STAGES = new LinkedHashMap<>();

    static {
        STAGES.put("com.fasterxml.jackson", "JSON of journal and reports");
        STAGES.put("sun.security.provider", "hashes of inputs and outcomes");
        STAGES.put("io.micrometer", "metrics");
        STAGES.put("org.apache.camel.component.micrometer", "metrics");
        STAGES.put("io.github.resilience4j", "circuit breaker");
        STAGES.put("io.vavr", "circuit breaker");
        STAGES.put("org.apache.camel.component.resilience4j", "circuit breaker");
        STAGES.put("org.apache.camel", "Camel: routes of workflow, task and router");
        STAGES.put("org.postgresql", "JDBC");
        STAGES.put("com.zaxxer", "JDBC");
        STAGES.put("org.springframework.jdbc", "JDBC");
        STAGES.put(OURS + "adapter.postgres", "JDBC");
        STAGES.put(OURS + "engine.ExpertRouting", "router: instance of the expert, context");
        STAGES.put(OURS + "expert", "router: instance of the expert, context");
        STAGES.put(OURS + "engine.TimedCalls", "attempt on a thread of its own, with its time");
        STAGES.put(OURS + "engine.RunSubmissions", "acceptance: checks, row of the run");
        STAGES.put(OURS + "engine.RunChecks", "acceptance: checks, row of the run");
        STAGES.put(OURS + "engine.RunAcceptance", "acceptance: checks, row of the run");
        STAGES.put(OURS + "engine.RunViews", "answer to the one that waits");
        STAGES.put(OURS + "engine.RunWaiters", "answer to the one that waits");
        STAGES.put(OURS + "engine", "engine: plan, dependencies, outcomes");
        STAGES.put(OURS + "workflow", "engine: plan, dependencies, outcomes");
        STAGES.put(OURS, "load");
    }

    private final Recording recording = new Recording();

    StageSamples() {
        recording.enable(EVENT).with("throttle", "5ms");
        recording.setToDisk(true);
        recording.start();
    }

    /** Shares of the samples, by stage. */
    Map<String, Double> shares() throws IOException {
        recording.stop();
        Path file = Files.createTempFile("stages", ".jfr");
        try {
            recording.dump(file);
            Map<String, Double> counts = new TreeMap<>();
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                if (event.getEventType().getName().equals(EVENT) && event.getStackTrace() != null) {
                    counts.merge(stage(event.getStackTrace().getFrames()), 1.0, Double::sum);
                }
            }
            double all =
                    counts.values().stream().mapToDouble(Double::doubleValue).sum();
            counts.replaceAll((stage, count) -> count / all);
            return counts;
        } finally {
            Files.delete(file);
        }
    }

    private static String stage(List<RecordedFrame> frames) {
        for (RecordedFrame frame : frames) {
            String type = frame.getMethod().getType().getName();
            for (Map.Entry<String, String> stage : STAGES.entrySet()) {
                if (type.startsWith(stage.getKey())) {
                    return stage.getValue();
                }
            }
        }
        return "virtual threads: schedule, wake; JDK";
    }

    @Override
    public void close() {
        recording.close();
    }
}
