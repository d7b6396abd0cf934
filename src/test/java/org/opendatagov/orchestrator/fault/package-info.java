/** The guarantees of {@code docs/guarantees.md}, shown over real processes: services and a database that are killed, stopped and started again. */
@NullMarked
package org.opendatagov.orchestrator.fault;

import org.jspecify.annotations.NullMarked;
