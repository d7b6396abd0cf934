/** The expert contract: request, report, finding, evidence; registry and router. */
@ApplicationModule(allowedDependencies = {"problem"})
@NullMarked
package org.opendatagov.orchestrator.expert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
