/** What a run would probably cost and take, from past runs and the sizes of prompts. */
@ApplicationModule(allowedDependencies = {"engine", "model", "problem"})
@NullMarked
package org.opendatagov.orchestrator.forecast;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
