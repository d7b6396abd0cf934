package org.opendatagov.orchestrator.sql;

import java.util.List;
import java.util.Optional;

/** What is known of tables outside of a script (port). */
@FunctionalInterface
public interface TableColumns {
    /** Knows nothing. */
    TableColumns NONE = ignored -> Optional.empty();

    /**
     * The columns of a table in their order, as they are stored.
     *
     * @param table its name as it is told, of one part or several: {@code orders, shop.orders}
     */
    Optional<List<String>> of(String table);
}
