package org.opendatagov.orchestrator.workflow;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.workflow.Known.KnownAction;

/** Checks that what a task names exists, and that the inputs it gives are those of its action. */
final class KnownChecks {
    private final Known known;
    private final Problems problems;

    KnownChecks(Known known, Problems problems) {
        this.known = known;
        this.problems = problems;
    }

    void check(Draft draft) {
        switch (draft.task().work()) {
            case Work.ExpertAction named -> action(draft, named);
            case Work.TaskRoute route ->
                exists(draft, route.route(), known.taskRoutes(), ProblemCode.UNKNOWN_ROUTE, "route of group tasks");
            case Work.SubWorkflow sub ->
                exists(draft, sub.workflow(), known.workflows(), ProblemCode.UNKNOWN_WORKFLOW, "workflow");
            case Work.Approval approval -> {}
        }
    }

    private void exists(Draft draft, String name, Collection<String> names, String code, String what) {
        if (!name.isEmpty() && !names.contains(name)) {
            reject(
                    draft,
                    code,
                    "/uses",
                    "Task '" + Shown.text(draft.task().id()) + "' uses '" + Shown.text(name) + "', which is no " + what
                            + "." + problems.nearest(name, names));
        }
    }

    private void action(Draft draft, Work.ExpertAction named) {
        if (!named.expert().isEmpty() && !known.experts().contains(named.expert())) {
            reject(
                    draft,
                    ProblemCode.UNKNOWN_EXPERT,
                    "/expert",
                    "There is no expert '" + Shown.text(named.expert()) + "'."
                            + problems.nearest(named.expert(), known.experts()) + " There are "
                            + String.join(
                                    ", ", known.experts().stream().sorted().toList()) + ".");
        }
        if (named.action().isEmpty()) {
            return;
        }
        Optional<KnownAction> action = known.action(named.action());
        if (action.isEmpty()) {
            reject(
                    draft,
                    ProblemCode.UNKNOWN_ACTION,
                    "/action",
                    "No expert has the action '" + Shown.text(named.action()) + "'."
                            + problems.nearest(named.action(), known.actions()));
        } else {
            owned(draft, named, action.get());
        }
    }

    private void owned(Draft draft, Work.ExpertAction named, KnownAction action) {
        if (known.experts().contains(named.expert()) && !action.expert().equals(named.expert())) {
            reject(
                    draft,
                    ProblemCode.UNKNOWN_ACTION,
                    "/action",
                    "The action '" + named.action() + "' is " + action.expert() + "'s, not " + named.expert()
                            + "'s; name that expert, or none.");
        }
        Map<String, Object> inputs = draft.task().inputs().orElse(Map.of());
        new InputSchema(draft.place(), problems, named.action()).check(action.inputs(), inputs);
    }

    private void reject(Draft draft, String code, String member, String message) {
        problems.add(draft.place().problem(code, member, message));
    }
}
