package org.opendatagov.orchestrator.model;

import java.util.UUID;
import org.opendatagov.orchestrator.expert.CallSuspended;
import org.opendatagov.orchestrator.expert.CallWaits;

/** The language models of the experts. Thread-safe. */
public interface Models {
    /** Whether an expert has a model that can be asked. */
    boolean has(String expert);

    /** Whether a model was asked at this place of the run before, by this process or one that died. */
    boolean asked(UUID run, String place);

    /**
     * Asks an expert's models in their order, within rates and budgets. Blocks until one answers as asked, or none does by the call's deadline.
     *
     * @throws org.opendatagov.orchestrator.problem.OrchestratorException {@code unavailable} where the ledger cannot be reached or the thread is
     *     interrupted; what a provider does is an answer or silence, never an error
     * @throws CallSuspended where a budget is reached and calls are to wait
     */
    ModelAnswer ask(ModelCall call, CallWaits waits);

    /** The same for a call of which nobody wants to hear. */
    default ModelAnswer ask(ModelCall call) {
        return ask(call, CallWaits.UNHEARD);
    }
}
