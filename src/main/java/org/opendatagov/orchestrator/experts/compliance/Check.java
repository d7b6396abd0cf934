package org.opendatagov.orchestrator.experts.compliance;

/** What a rule computes beyond the presence of declarations; it is asked only where all that the rule needs is declared. */
@FunctionalInterface
interface Check {
    Outcome of(Facts facts);
}
