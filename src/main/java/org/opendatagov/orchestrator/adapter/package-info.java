/** Implementations of the ports: PostgreSQL and what comes later. */
@ApplicationModule(allowedDependencies = {"engine", "catalog", "dataset", "privacy", "expert", "workflow", "problem"})
@NullMarked
package org.opendatagov.orchestrator.adapter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
