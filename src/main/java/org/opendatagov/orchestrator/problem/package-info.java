/** Error codes, problems with their places, and the one exception. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.opendatagov.orchestrator.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
