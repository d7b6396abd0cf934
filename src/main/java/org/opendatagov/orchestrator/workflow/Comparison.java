package org.opendatagov.orchestrator.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the tasks of two versions of a workflow differ in, by task id.
 *
 * @param changed tasks of both that differ
 */
public record Comparison(List<String> added, List<String> removed, List<Change> changed) {
    /** @param members names as definitions have them */
    public record Change(String task, List<String> members) {}

    public static Comparison of(Plan from, Plan to) {
        List<String> added = new ArrayList<>();
        List<Change> changed = new ArrayList<>();
        for (PlanTask task : to.tasks()) {
            Optional<PlanTask> before = from.task(task.id());
            if (before.isEmpty()) {
                added.add(task.id());
            } else if (!members(before.get()).equals(members(task))) {
                changed.add(new Change(task.id(), differing(members(before.get()), members(task))));
            }
        }
        List<String> removed = from.tasks().stream()
                .map(PlanTask::id)
                .filter(id -> to.task(id).isEmpty())
                .sorted()
                .toList();
        return new Comparison(
                added.stream().sorted().toList(),
                removed,
                changed.stream()
                        .sorted(java.util.Comparator.comparing(Change::task))
                        .toList());
    }

    private static List<String> differing(Map<String, Object> one, Map<String, Object> other) {
        return one.keySet().stream()
                .filter(name -> !Objects.equals(one.get(name), other.get(name)))
                .toList();
    }

    private static Map<String, Object> members(PlanTask task) {
        Map<String, Object> members = new TreeMap<>();
        members.put("action", task.action());
        members.put("expert", task.expert());
        members.put("inputs", task.inputs());
        members.put("depends_on", task.dependsOn());
        members.put("when", task.when());
        members.put("for_each", task.forEach());
        members.put("concurrency", task.concurrency());
        members.put("key", task.key());
        members.put("group", task.group());
        members.put("timeout", task.timeout());
        members.put("retry", task.retry());
        members.put("on_failure", task.onFailure());
        return members;
    }
}
