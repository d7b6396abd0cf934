package org.opendatagov.orchestrator.workflow;

import java.util.ArrayList;
import java.util.List;

/** A step of a template, as it was read. */
sealed interface Step {
    /** Ids of the tasks in it, in the order of the source. */
    default List<String> tasks() {
        return switch (this) {
            case Task task -> List.of(task.id());
            case Log log -> List.of();
            case Pipeline pipeline -> tasks(pipeline.steps());
            case Multicast multicast -> tasks(multicast.steps());
            case Split split -> tasks(split.steps());
            case Loop loop -> tasks(loop.steps());
            case Choice choice -> {
                List<String> all = new ArrayList<>();
                choice.branches().forEach(branch -> all.addAll(tasks(branch)));
                all.addAll(tasks(choice.otherwise()));
                yield all;
            }
        };
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
