package org.opendatagov.orchestrator.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a run recorded, by place and by what was asked for: from here the experts of a dry run answer. Thread-safe. */
final class DryRecord {
    private final RunHistory history;
    private final Map<Place, Question> asked = new HashMap<>();
    private final Map<Question, Place> askedFirst = new HashMap<>();

    /** What a task asks for: the same question has the same answer. */
    record Question(String expert, String action, Map<String, Object> inputs) {
        static Question of(TaskCall call) {
            return new Question(call.run().expertOf(call.task()), call.task().action(), call.inputs());
        }

        boolean sameWork(Question other) {
            return expert.equals(other.expert) && action.equals(other.action);
        }
    }

    DryRecord(RunHistory history) {
        this.history = history;
    }

    Optional<TaskOutcome> outcome(Place place) {
        return history.ended(place);
    }

    /** Outcomes of whole tasks, by id. */
    Map<String, TaskState> states() {
        Map<String, TaskState> states = new TreeMap<>();
        history.outcomes().forEach((place, entry) -> {
            if (place.key().isEmpty()) {
                states.put(place.task(), TaskRecords.outcome(entry).status());
            }
        });
        return states;
    }

    /** Learns what the run asked for at a place. */
    synchronized void learn(Place place, Question question) {
        asked.put(place, question);
        askedFirst.putIfAbsent(question, place);
    }

    synchronized Optional<Question> asked(Place place) {
        return Optional.ofNullable(asked.get(place));
    }

    /** Where the run asked the same. */
    synchronized Optional<Place> asked(Question question) {
        return Optional.ofNullable(askedFirst.get(question));
    }
}
