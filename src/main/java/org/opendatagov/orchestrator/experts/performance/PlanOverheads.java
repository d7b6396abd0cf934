package org.opendatagov.orchestrator.experts.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.plan.PlanNode;
import org.opendatagov.orchestrator.plan.QueryPlan;

/** Time that PostgreSQL spends beside the operators: compiling, waiting for workers that do not come, triggers. */
final class PlanOverheads implements PlanCheck {
    /** Ours: what pays for itself takes a small part of what it makes faster. */
    private static final double JIT_SHARE = 0.25;

    private static final double TRIGGER_SHARE = 0.25;
    /** Ours: less than a tenth of a second is nobody's trouble. */
    private static final double MIN_MILLIS = 100;

    @Override
    public List<PlanDiagnosis> check(QueryPlan plan) {
        List<PlanDiagnosis> found = new ArrayList<>();
        double whole = plan.figure("execution_ms").orElse(0);
        jit(plan, whole).ifPresent(found::add);
        triggers(plan, whole).ifPresent(found::add);
        plan.nodes().forEach(node -> workers(node).ifPresent(found::add));
        return found;
    }

    private static Optional<PlanDiagnosis> jit(QueryPlan plan, double whole) {
        double jit = plan.figure("jit_ms").orElse(0);
        if (jit < MIN_MILLIS || jit < JIT_SHARE * whole) {
            return Optional.empty();
        }
        double cost = plan.root().amount("cost");
        return Optional.of(new PlanDiagnosis(
                "jit_dominates",
                List.of(plan.root().id()),
                Severity.MEDIUM,
                "Compiling took %.0f of %.0f ms".formatted(jit, whole),
                PlanFigures.of("jit_ms", jit, "execution_ms", whole, "share", jit / whole, "cost", cost),
                "JIT takes 25 % or more of the execution, 100 ms at least",
                "Ours; PostgreSQL's documentation, When to JIT: it pays for long-running queries bound by the processor",
                "SET jit_above_cost = %s; (above this plan's cost of %s) or SET jit = off; for short queries."
                        .formatted(String.format(Locale.ROOT, "%.0f", Math.ceil(cost * 2)), PlanFigures.count(cost)),
                PlanDiagnosis.Saving.ofMillis(jit, "JIT's total, as the plan tells.")));
    }

    private static Optional<PlanDiagnosis> triggers(QueryPlan plan, double whole) {
        double time = plan.figure("trigger_ms").orElse(0);
        double calls = plan.figure("trigger_calls").orElse(0);
        if (time < MIN_MILLIS || time < TRIGGER_SHARE * whole) {
            return Optional.empty();
        }
        return Optional.of(new PlanDiagnosis(
                "triggers_dominate",
                List.of(plan.root().id()),
                Severity.MEDIUM,
                "Triggers took %.0f of %.0f ms".formatted(time, whole),
                PlanFigures.of("trigger_ms", time, "trigger_calls", calls, "execution_ms", whole),
                "triggers take 25 % or more of the execution, 100 ms at least",
                "Ours; PostgreSQL's documentation, Foreign Keys: an index on the referencing columns is often a good idea and not made by itself",
                "Where they are those of a foreign key: CREATE INDEX CONCURRENTLY on its referencing columns.",
                PlanDiagnosis.Saving.ofMillis(time, "At most: the triggers' time.")));
    }

    private static Optional<PlanDiagnosis> workers(PlanNode node) {
        double planned = node.amount("workers_planned");
        double launched = node.amount("workers_launched");
        if (planned <= 0 || node.figure("workers_launched").isEmpty() || launched >= planned) {
            return Optional.empty();
        }
        return Optional.of(new PlanDiagnosis(
                "parallel_workers_not_launched",
                List.of(node.id()),
                launched == 0 ? Severity.MEDIUM : Severity.LOW,
                "%s planned %s workers and got %s"
                        .formatted(PlanFigures.operator(node), PlanFigures.count(planned), PlanFigures.count(launched)),
                PlanFigures.of("workers_planned", planned, "workers_launched", launched),
                "fewer parallel workers were launched than planned",
                "PostgreSQL's documentation, How Parallel Query Works: workers are limited by max_worker_processes and max_parallel_workers",
                "Raise max_parallel_workers (now used up) and max_worker_processes, the latter with a restart; or run fewer such queries at once.",
                PlanDiagnosis.Saving.ofMillis(
                        node.amount("total_ms") * (1 - (launched + 1) / (planned + 1)),
                        "At most: the time below it, as if it shrank with the processes, leader included.")));
    }
}
