/** Reads SQL of many dialects: what each statement reads and writes, table by table and column by column. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.opendatagov.orchestrator.sql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
