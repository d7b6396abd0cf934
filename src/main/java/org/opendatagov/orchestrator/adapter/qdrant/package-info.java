/** Passages in a Qdrant, over gRPC. */
@NullMarked
package org.opendatagov.orchestrator.adapter.qdrant;

import org.jspecify.annotations.NullMarked;
