/** Experts held against labelled cases, with any model: precision, recall, what is unsupported, cost and time. */
@ApplicationModule(allowedDependencies = {"engine", "expert", "model", "dataset", "problem"})
@NullMarked
package org.opendatagov.orchestrator.evaluation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
