package org.opendatagov.orchestrator.sql;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a query may refer to from outside: common table expressions and, where it is correlated, the query around it. */
record Environment(Map<String, Relation> named, Optional<Scope> outer) {
    static final Environment EMPTY = new Environment(Map.of(), Optional.empty());

    /** With room for more common table expressions, which hide those of the same name. */
    Environment extended() {
        return new Environment(new HashMap<>(named), outer);
    }

    Environment within(Scope scope) {
        return new Environment(named, Optional.of(scope));
    }
}
