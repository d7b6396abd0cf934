/** A run's report: JSON, Markdown, HTML. */
@ApplicationModule(allowedDependencies = {"engine", "expert", "problem"})
@NullMarked
package org.opendatagov.orchestrator.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
