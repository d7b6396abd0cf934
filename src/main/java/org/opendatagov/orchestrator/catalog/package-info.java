/** What the organisation knows: datasets, columns and their classes, lineage, declarations. */
@ApplicationModule(allowedDependencies = {"problem", "dataset", "privacy"})
@NullMarked
package org.opendatagov.orchestrator.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
