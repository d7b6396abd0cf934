/** EXPLAIN output of PostgreSQL, DuckDB, Spark and Trino, read into one tree of operators; literals are masked on the way in. */
@ApplicationModule(allowedDependencies = {"problem"})
@NullMarked
package org.opendatagov.orchestrator.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
