package org.opendatagov.orchestrator.workflow;

import org.opendatagov.orchestrator.problem.Problem;

/** Where a task stands in its source, and how its author writes the names of its members. */
interface Place {
    /** @param member JSON Pointer within the task, such as {@code /depends_on/0}; empty for the whole task */
    Problem problem(String code, String member, String message);

    /** A member's name as the author writes it. */
    default String name(String member) {
        return member;
    }

    /** The place of a task of a definition. */
    static Place at(String pointer) {
        return (code, member, message) -> new Problem(code, pointer + member, message);
    }
}
