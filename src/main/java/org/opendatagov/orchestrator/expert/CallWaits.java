package org.opendatagov.orchestrator.expert;

/**
 * Told of a call while it goes on within the service, so that its run says live why it does not, what it passed and looked up; each word is an event of
 * the run. It travels with the exchange, as the property {@link #PROPERTY}.
 */
public interface CallWaits {
    String PROPERTY = "OrchestratorWaits";

    CallWaits UNHEARD = new CallWaits() {
        @Override
        public void waits(String reason) {}

        @Override
        public void goesOn() {}

        @Override
        public void passed(BudgetAlert alert) {}

        @Override
        public void lookedUp(Judgement.ToolUse use) {}
    };

    /** @param reason {@code instance: <expert>}, {@code breaker: <expert>}, {@code rate: <model>}, {@code budget: <scope>} */
    void waits(String reason);

    /** The wait is over; nothing happens where there was none. */
    void goesOn();

    /** What the call cost took a budget over one of its thresholds. */
    void passed(BudgetAlert alert);

    /** What a language model had looked up, as soon as that has ended; its parameters are anonymised. */
    void lookedUp(Judgement.ToolUse use);
}
