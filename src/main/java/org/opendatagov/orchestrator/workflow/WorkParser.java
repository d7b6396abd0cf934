package org.opendatagov.orchestrator.workflow;

import java.util.Optional;

/** Reads what a task does: {@code expert} and {@code action}, or {@code uses}. */
final class WorkParser {
    private static final String WORKFLOW = "workflow:";
    private static final String APPROVAL = "approval";

    private final Members members;
    private final String id;

    WorkParser(Members members, String id) {
        this.members = members;
        this.id = id;
    }

    Work parse() {
        Optional<String> uses = members.text("uses");
        Optional<String> action = members.text("action");
        Optional<String> expert = members.text("expert");
        if (!members.has("uses")) {
            if (!members.has("action")) {
                members.reject(
                        ProblemCode.MISSING_MEMBER,
                        "",
                        "Task '" + Shown.text(id) + "' does nothing: give it an 'action', or 'uses'.");
            }
            return new Work.ExpertAction(expert.orElse(""), action.orElse(""));
        }
        refuseBeside("expert");
        refuseBeside("action");
        return uses.map(this::used).orElseGet(() -> new Work.TaskRoute(""));
    }

    private void refuseBeside(String member) {
        if (members.has(member)) {
            members.reject(
                    ProblemCode.UNKNOWN_MEMBER,
                    "/" + member,
                    "'" + member + "' does not stand beside 'uses': a task has an action, or uses something else.");
        }
    }

    private Work used(String uses) {
        if (uses.equals(APPROVAL)) {
            return new Work.Approval();
        }
        return uses.startsWith(WORKFLOW)
                ? new Work.SubWorkflow(uses.substring(WORKFLOW.length()))
                : new Work.TaskRoute(uses);
    }
}
