package org.opendatagov.orchestrator.workflow;

import java.util.ArrayList;
import java.util.List;

/** A step of a template, as it was read. */
sealed interface Step {
    /** Ids of the tasks in it, in the order of the source. */
    default List<String> tasks() {
        return leaves().stream().map(Task::id).toList();
    }

    /** The task steps in it, in the order of the source. */
    default List<Task> leaves() {
        return switch (this) {
            case Task task -> List.of(task);
            case Log log -> List.of();
            case Pipeline pipeline -> leaves(pipeline.steps());
            case Multicast multicast -> leaves(multicast.steps());
            case Split split -> leaves(split.steps());
            case Loop loop -> leaves(loop.steps());
            case Choice choice -> {
                List<Task> all = new ArrayList<>();
                choice.branches().forEach(branch -> all.addAll(leaves(branch)));
                all.addAll(leaves(choice.otherwise()));
                yield all;
            }
        };
    }

    static List<Task> leaves(List<Step> steps) {
        return steps.stream().flatMap(step -> step.leaves().stream()).toList();
    }

    /** Ids of the tasks in the steps. */
    static List<String> tasks(List<Step> steps) {
        return steps.stream().flatMap(step -> step.tasks().stream()).toList();
    }

    /** @param kamelet its URI */
    record Task(String id, String kamelet) implements Step {}

    record Log(String message, String level) implements Step {}

    record Pipeline(List<Step> steps) implements Step {}

    record Multicast(List<Step> steps) implements Step {}

    record Split(String id, List<Step> steps) implements Step {}

    record Loop(String id, List<Step> steps) implements Step {}

    /** A filter is a choice with one branch. */
    record Choice(String id, List<List<Step>> branches, List<Step> otherwise) implements Step {}
}
