package org.opendatagov.orchestrator.model;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.CallWaits;

/** A call on its way from model to model: whom it can still ask, what it has reserved, and why it is not answered yet. Not thread-safe. */
final class ModelConversation {
    private final Deque<String> models;
    private final CallWaits waits;
    private ModelCall call;
    private int attempts;
    private boolean repaired;
    private String code = "none";
    private String reason = "no model is configured for it";
    private @Nullable Attempt attempt;

    /** One question to one model. */
    record Attempt(UUID id, String model, String hash, Question question, Instant started) {}

    /** @param waits told why the call does not go on, and what it passed */
    ModelConversation(ModelCall call, List<String> models, CallWaits waits) {
        this.call = call;
        this.waits = waits;
        this.models = new ArrayDeque<>(models);
    }

    ModelCall call() {
        return call;
    }

    CallWaits waits() {
        return waits;
    }

    @Nullable
    String model() {
        return models.peek();
    }

    /** To the next model, from the beginning. */
    void next(String why) {
        String model = models.remove();
        code = "unavailable";
        reason = "model '%s' %s".formatted(model, why);
        attempts = 0;
    }

    /** No model is asked any more. */
    void end(String endedBy, String why) {
        models.clear();
        code = endedBy;
        reason = why;
    }

    ModelAnswer silent() {
        return new ModelAnswer.Silent(code, reason);
    }

    void begin(Attempt begun) {
        attempt = begun;
        attempts++;
    }

    Attempt attempt() {
        if (attempt == null) {
            throw new IllegalStateException("no model is being asked");
        }
        return attempt;
    }

    /** How often the model at hand has been asked. */
    int attempts() {
        return attempts;
    }

    /** Asks the same model once more for an answer that is as it was to be; false where it was already. */
    boolean repair(String answer, String problems) {
        if (repaired) {
            return false;
        }
        repaired = true;
        call = call.repaired(answer, problems);
        return true;
    }
}
