package org.opendatagov.orchestrator.engine;

import java.util.Optional;

/** Template texts by version (port). */
public interface TemplateStore {
    /** The version of this text: an earlier one where it was seen before, else the next. */
    int remember(String workflow, String content);

    Optional<String> content(String workflow, int version);
}
