/** Expert Orchestrator: durable workflows of data-governance experts. */
@NullMarked
package org.opendatagov.orchestrator;

import org.jspecify.annotations.NullMarked;
