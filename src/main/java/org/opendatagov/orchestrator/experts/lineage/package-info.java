/** LineageExpert: its actions, rules and evidence. */
@ApplicationModule(allowedDependencies = {"expert", "dataset", "privacy", "catalog", "problem", "sql"})
@NullMarked
package org.opendatagov.orchestrator.experts.lineage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
