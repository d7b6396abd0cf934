/** What several tests share. */
@NullMarked
package org.opendatagov.orchestrator.support;

import org.jspecify.annotations.NullMarked;
