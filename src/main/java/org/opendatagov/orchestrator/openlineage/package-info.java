/** OpenLineage: reads events, hands them to the catalogue, tells of own runs. */
@ApplicationModule(allowedDependencies = {"catalog", "dataset", "engine", "privacy", "problem"})
@NullMarked
package org.opendatagov.orchestrator.openlineage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
