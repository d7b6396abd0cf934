package org.opendatagov.orchestrator.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opendatagov.orchestrator.engine.RunRecord;
import org.opendatagov.orchestrator.engine.TaskCost;
import org.opendatagov.orchestrator.engine.TaskView;
import org.opendatagov.orchestrator.report.RunComparison.Side;
import org.opendatagov.orchestrator.report.RunComparison.TaskFinding;
import org.opendatagov.orchestrator.report.RunComparison.TaskPair;
import org.opendatagov.orchestrator.report.RunComparison.TaskSide;

/** Holds two runs against each other. */
final class ComparisonBuilder {
    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final RunRecord first;
    private final RunRecord second;

    ComparisonBuilder(RunRecord first, RunRecord second) {
        this.first = first;
        this.second = second;
    }

    RunComparison build() {
        Set<String> tasks = new LinkedHashSet<>();
        List.of(first, second).forEach(run -> run.run().tasks().forEach(task -> tasks.add(task.id())));
        return new RunComparison(
                side(first),
                side(second),
                tasks.stream().map(this::pair).toList(),
                FindingMatch.of(findings(first), findings(second)));
    }

    private static Side side(RunRecord run) {
        TaskCost total = run.costs().values().stream().reduce(TaskCost.NONE, TaskCost::plus);
        return new Side(
                run.run().id(),
                run.run().workflow(),
                run.run().version(),
                run.run().status().text(),
                run.run().createdAt(),
                seconds(run.run().startedAt(), run.run().finishedAt()),
                run.run().costUsd(),
                total.inputTokens(),
                total.outputTokens());
    }

    private TaskPair pair(String id) {
        Optional<TaskSide> one = task(first, id);
        Optional<TaskSide> other = task(second, id);
        boolean same = one.flatMap(TaskSide::resultHash)
                .filter(hash ->
                        other.flatMap(TaskSide::resultHash).filter(hash::equals).isPresent())
                .isPresent();
        return new TaskPair(id, one, other, same);
    }

    private static Optional<TaskSide> task(RunRecord run, String id) {
        return run.run().tasks().stream()
                .filter(task -> task.id().equals(id))
                .findFirst()
                .map(task -> side(run, task));
    }

    private static TaskSide side(RunRecord run, TaskView task) {
        TaskCost cost = run.costs().getOrDefault(task.id(), TaskCost.NONE);
        return new TaskSide(
                task.expert(),
                task.action(),
                task.status().text(),
                seconds(task.startedAt(), task.finishedAt()),
                cost.usd(),
                cost.calls(),
                cost.cachedCalls(),
                cost.inputTokens(),
                cost.outputTokens(),
                cost.models(),
                cost.prompts(),
                Optional.ofNullable(run.reports().get(task.id())).map(report -> hash(report.result())));
    }

    private static Optional<Double> seconds(Optional<Instant> from, Optional<Instant> to) {
        return from.flatMap(start -> to.map(end -> Duration.between(start, end).toMillis() / 1e3));
    }

    private static String hash(Object result) {
        try {
            byte[] json = CANONICAL.writeValueAsBytes(result);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("a result has no hash", e);
        }
    }

    private static List<TaskFinding> findings(RunRecord run) {
        return run.reports().entrySet().stream()
                .flatMap(report ->
                        report.getValue().findings().stream().map(finding -> new TaskFinding(report.getKey(), finding)))
                .toList();
    }
}
