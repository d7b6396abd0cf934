/** Documents that experts may lean on: read, cut into passages, versioned and found again. */
@ApplicationModule(allowedDependencies = {"problem"})
@NullMarked
package org.opendatagov.orchestrator.knowledge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
