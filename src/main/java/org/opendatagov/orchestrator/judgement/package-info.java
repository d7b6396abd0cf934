/** What language models make of experts' evidence: prompts, anonymised questions, tools, and the grounding of what they answer. */
@ApplicationModule(allowedDependencies = {"expert", "model", "knowledge", "privacy", "route", "problem"})
@NullMarked
package org.opendatagov.orchestrator.judgement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
