/** PerformanceExpert: its actions, rules and evidence. */
@ApplicationModule(allowedDependencies = {"expert", "dataset", "plan", "spark", "problem"})
@NullMarked
package org.opendatagov.orchestrator.experts.performance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
