/** How evenly rows and bytes lie over files, partitions and keys, and by which column they would lie evenly. */
@NullMarked
package org.opendatagov.orchestrator.experts.quality.skew;

import org.jspecify.annotations.NullMarked;
