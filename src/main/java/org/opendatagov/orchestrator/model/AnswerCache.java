package org.opendatagov.orchestrator.model;

import java.util.Optional;

/** Answers to equal questions to equal models (port). Thread-safe. */
public interface AnswerCache {
    Optional<ModelAnswer.Answered> find(String hash);

    void keep(String hash, ModelAnswer.Answered answer);
}
