package org.opendatagov.orchestrator.workflow;

import java.util.Map;

public final class DefinitionReader {
    private DefinitionReader() {}

    public static Plan read(Map<String, Object> definition, String pointer, Known known, int maxTasks) {
        throw new UnsupportedOperationException();
    }
}
