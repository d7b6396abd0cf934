package org.opendatagov.orchestrator.engine;

import java.util.List;

/** Shows the workflows in force. */
public interface Workflows {
    List<WorkflowView> list();
}
