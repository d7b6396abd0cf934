package org.opendatagov.orchestrator.experts.performance;

import java.util.List;
import org.opendatagov.orchestrator.spark.SparkApplication;

/** Concludes causes from an application's figures. Each threshold stands in the rule, with where it is from. */
@FunctionalInterface
interface Rule {
    List<Diagnosis> diagnose(SparkApplication application);
}
