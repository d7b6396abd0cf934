/** The experts, one package each; none imports another. */
@ApplicationModule(allowedDependencies = {"expert", "dataset", "privacy", "catalog", "spark", "problem"})
@NullMarked
package org.opendatagov.orchestrator.experts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
