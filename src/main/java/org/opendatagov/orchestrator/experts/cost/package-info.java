/** CostExpert: its actions, rules and evidence. */
@ApplicationModule(allowedDependencies = {"expert", "dataset", "privacy", "catalog", "spark", "problem"})
@NullMarked
package org.opendatagov.orchestrator.experts.cost;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
