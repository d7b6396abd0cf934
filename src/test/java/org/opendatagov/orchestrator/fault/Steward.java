package org.opendatagov.orchestrator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The person behind the runs: approves, cancels, pauses and resumes those that want it, through whichever replica answers. */
final class Steward implements AutoCloseable {
    private final Replicas replicas;
    private final Map<String, Shape> open = new ConcurrentHashMap<>();
    private final Set<String> paused = new HashSet<>();
    private final Thread thread = Thread.ofPlatform().name("steward").daemon().unstarted(this::steer);
    private volatile boolean done;

    Steward(Replicas replicas) {
        this.replicas = replicas;
        thread.start();
    }

    void watch(String run, Shape shape) {
        open.put(run, shape);
    }

    /** Runs that have not ended as far as was seen. */
    Map<String, Shape> open() {
        return Map.copyOf(open);
    }

    private void steer() {
        try {
            while (!done) {
                for (Map.Entry<String, Shape> entry : List.copyOf(new ArrayList<>(open.entrySet()))) {
                    steer(entry.getKey(), entry.getValue());
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What fails once is tried again at the next look; a run that is never steered does not end, and its test tells so. */
    private void steer(String id, Shape shape) throws InterruptedException {
        try {
            look(id, shape);
        } catch (RuntimeException e) {
            System.out.println("run " + id + " could not be steered for now: " + e);
        }
    }

    private void look(String id, Shape shape) throws InterruptedException {
        JsonNode run = replicas.run(id);
        String status = run.path("status").asText();
        if (status.matches("succeeded|failed|cancelled")) {
            open.remove(id);
            return;
        }
        boolean waiting = status.equals("waiting");
        String reason = run.path("reason").asText();
        switch (shape) {
            case APPROVED -> {
                if (waiting && reason.equals("approval")) {
                    replicas.tell(id, "approvals/sign", "{\"decision\": \"approve\", \"comment\": \"fine\"}");
                }
            }
            case CANCELLED -> {
                if (run.toString().contains("\"status\":\"running\"")) {
                    replicas.tell(id, "cancel", "");
                }
            }
            case PAUSED -> {
                if (paused.add(id)) {
                    replicas.tell(id, "pause", "");
                } else if (waiting && reason.equals("paused")) {
                    replicas.tell(id, "resume", "");
                }
            }
            case CHAIN, FAN_OUT, NESTED, RETRIED, LONG -> {}
        }
    }

    @Override
    public void close() {
        done = true;
        thread.interrupt();
    }
}
