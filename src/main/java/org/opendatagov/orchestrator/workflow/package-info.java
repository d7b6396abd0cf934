/** Definitions of workflows: read, validate, plan. */
@ApplicationModule(allowedDependencies = {"problem"})
@NullMarked
package org.opendatagov.orchestrator.workflow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
