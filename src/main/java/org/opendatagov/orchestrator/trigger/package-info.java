/** What starts a run by itself: inbox, S3, schedules, the one-shot command. */
@ApplicationModule(allowedDependencies = {"engine", "dataset", "report", "problem"})
@NullMarked
package org.opendatagov.orchestrator.trigger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
