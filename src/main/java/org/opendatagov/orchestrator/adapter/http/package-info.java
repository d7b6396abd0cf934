/** Experts and their orchestrator in different processes, over HTTP. */
@NullMarked
package org.opendatagov.orchestrator.adapter.http;

import org.jspecify.annotations.NullMarked;
