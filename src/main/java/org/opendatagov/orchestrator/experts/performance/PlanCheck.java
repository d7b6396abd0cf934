package org.opendatagov.orchestrator.experts.performance;

import java.util.List;
import org.opendatagov.orchestrator.plan.QueryPlan;

/** Finds one kind of trouble in a plan. */
interface PlanCheck {
    List<PlanDiagnosis> check(QueryPlan plan);
}
