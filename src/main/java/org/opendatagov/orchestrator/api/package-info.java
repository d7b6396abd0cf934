/** The contract-first REST API. */
@ApplicationModule(
        allowedDependencies = {"engine", "expert", "dataset", "catalog", "report", "workflow", "route", "problem"})
@NullMarked
package org.opendatagov.orchestrator.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
