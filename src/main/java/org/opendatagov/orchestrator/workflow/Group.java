package org.opendatagov.orchestrator.workflow;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A split or loop of a template: its tasks are done for each item or round.
 *
 * @param expression CEL: of a split its list; of a loop the number of its rounds or, with {@code repeatsWhile}, the condition that is
 *     asked before each round ({@code index} is the number of rounds done)
 * @param tasks ids of all tasks within, those of inner groups among them, in the order of the source
 * @param enclosing the group that this one stands in
 */
public record Group(
        String id,
        Kind kind,
        String expression,
        boolean repeatsWhile,
        Set<String> tasks,
        Optional<String> enclosing,
        int line) {
    /** Most rounds of a loop. */
    public static final int MOST_ROUNDS = 1_000;

    public Group {
        tasks = Collections.unmodifiableSet(new LinkedHashSet<>(tasks));
    }

    /** What a group repeats its tasks for. */
    public enum Kind {
        /** For each item of a list, side by side. */
        SPLIT,
        /** In rounds, one after another. */
        LOOP
    }
}
