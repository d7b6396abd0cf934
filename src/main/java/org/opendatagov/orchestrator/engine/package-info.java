/** Runs, journal, pipeline, replay: what makes a workflow durable. */
@ApplicationModule(allowedDependencies = {"workflow", "expert", "route", "problem"})
@NullMarked
package org.opendatagov.orchestrator.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
