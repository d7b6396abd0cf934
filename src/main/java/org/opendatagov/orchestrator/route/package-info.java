/** Where routes come from: the working directory's folders, else the jar. */
@ApplicationModule(allowedDependencies = {"problem"})
@NullMarked
package org.opendatagov.orchestrator.route;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
