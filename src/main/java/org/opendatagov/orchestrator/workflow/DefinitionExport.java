package org.opendatagov.orchestrator.workflow;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan as a definition, with its defaults left out: {@link DefinitionReader} reads it back to equal tasks (but for their lines) and
 * equal dependencies.
 */
public final class DefinitionExport {
    private DefinitionExport() {}

    /**
     * JSON values.
     *
     * @throws org.opendatagov.orchestrator.problem.OrchestratorException {@code invalid_input} where the plan has splits or loops: a
     *     definition cannot say them
     */
    public static Map<String, Object> json(Plan plan) {
        Exports.refuseGroups(plan, "definition");
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put("workflow_id", plan.workflow());
        if (!plan.description().isEmpty()) {
            definition.put("description", plan.description());
        }
        plan.timeout().ifPresent(timeout -> definition.put("timeout", Durations.text(timeout)));
        definition.put(
                "tasks", plan.tasks().stream().map(DefinitionExport::task).toList());
        return definition;
    }

    private static Map<String, Object> task(PlanTask task) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", task.id());
        work(task.work(), members);
        task.inputs().ifPresent(inputs -> members.put("inputs", inputs));
        if (!task.dependsOn().isEmpty()) {
            members.put("depends_on", List.copyOf(task.dependsOn()));
        }
        task.when().ifPresent(when -> members.put("when", when));
        task.forEach().ifPresent(forEach -> members.put("for_each", forEach));
        if (task.concurrency() != PlanTask.DEFAULT_CONCURRENCY) {
            members.put("concurrency", task.concurrency());
        }
        if (!task.timeout().equals(PlanTask.DEFAULT_TIMEOUT)) {
            members.put("timeout", Durations.text(task.timeout()));
        }
        retry(task.retry(), members);
        if (task.onFailure() != OnFailure.FAIL) {
            members.put("on_failure", task.onFailure().text());
        }
        return members;
    }

    private static void work(Work work, Map<String, Object> members) {
        switch (work) {
            case Work.ExpertAction named -> {
                if (!named.expert().isEmpty()) {
                    members.put("expert", named.expert());
                }
                members.put("action", named.action());
            }
            case Work.TaskRoute route -> members.put("uses", route.route());
            case Work.SubWorkflow sub -> members.put("uses", "workflow:" + sub.workflow());
            case Work.Approval approval -> members.put("uses", "approval");
        }
    }

    private static void retry(RetryPolicy retry, Map<String, Object> members) {
        Map<String, Object> changed = new LinkedHashMap<>();
        if (retry.maxAttempts() != RetryPolicy.DEFAULT.maxAttempts()) {
            changed.put("max_attempts", retry.maxAttempts());
        }
        Duration backoff = retry.backoff();
        if (!backoff.equals(RetryPolicy.DEFAULT.backoff())) {
            changed.put("backoff", Durations.text(backoff));
        }
        if (!changed.isEmpty()) {
            members.put("retry", changed);
        }
    }
}
