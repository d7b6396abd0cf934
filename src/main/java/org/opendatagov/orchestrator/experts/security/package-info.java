/** SecurityExpert: its actions, rules and evidence. */
@ApplicationModule(allowedDependencies = {"expert", "dataset", "privacy", "catalog", "problem"})
@NullMarked
package org.opendatagov.orchestrator.experts.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
