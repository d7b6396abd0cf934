/** Reads Spark's event logs: one pass, bounded memory, and the figures that Spark's own REST API gives. */
@ApplicationModule(allowedDependencies = {"problem", "dataset"})
@NullMarked
package org.opendatagov.orchestrator.spark;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
