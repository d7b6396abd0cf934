/** Language models: providers, calls, usage, budgets, prompts, grounding. A model judges evidence and never replaces it. */
@ApplicationModule(allowedDependencies = {"expert", "route", "problem"})
@NullMarked
package org.opendatagov.orchestrator.model;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
