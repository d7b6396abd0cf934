/** Locates, stages and reads datasets; one profile per fingerprint, shared by all experts. */
@ApplicationModule(allowedDependencies = {"problem", "privacy"})
@NullMarked
package org.opendatagov.orchestrator.dataset;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
