package org.opendatagov.orchestrator.workflow;

import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/**
 * An expression of a split, loop, choice or filter.
 *
 * @param before the ends of the steps before it
 * @param own tasks within that it may read as well: a loop asks for the results of its last round
 */
record Reference(Expression expression, Set<String> before, Set<String> own, boolean itemAllowed, Node where) {}
