package org.opendatagov.orchestrator.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.engine.DryRecord.Question;

/**
 * Answers every task of a dry run from a record; no expert, route, person or other workflow is asked. It stands where the routes of the engine
 * name {@code taskPerform}, {@code approvals} and {@code subWorkflows}.
 */
final class DryWork implements TaskWork {
    private final DryRecord record;
    private final boolean learning;
    private final TaskRecords records;
    private final Map<String, Set<String>> changed = new ConcurrentHashMap<>();
    private final Map<String, String> recordedAs = new ConcurrentHashMap<>();
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

    /** @param learning whether this is the recorded workflow itself: then what it asks for is learnt */
    DryWork(DryRecord record, boolean learning, TaskRecords records) {
        this.record = record;
        this.learning = learning;
        this.records = records;
    }

    /** Called by the routes. */
    public void perform(Exchange exchange) {
        TaskCall call = exchange.getProperty(TaskPipeline.CALL, TaskCall.class);
        records.settle(call, outcome(call), List.of());
    }

    @Override
    public TaskOutcome outcome(TaskCall call) {
        Question question = Question.of(call);
        if (learning) {
            record.learn(call.place(), question);
        }
        return answer(call, question).orElseThrow(() -> {
            unanswered.add(call.task().id());
            return call.run().suspend(call.place(), call.scope(), new Wait("record", Optional.empty()));
        });
    }

    private Optional<TaskOutcome> answer(TaskCall call, Question question) {
        Optional<Question> before = record.asked(call.place()).filter(question::sameWork);
        if (learning) {
            return record.outcome(call.place()).map(TaskOutcome::bare);
        }
        if (before.filter(question::equals).isPresent()) {
            return record.outcome(call.place());
        }
        Optional<Place> elsewhere = record.asked(question);
        if (elsewhere.isPresent()) {
            recordedAs.put(call.task().id(), elsewhere.get().toString());
            return record.outcome(elsewhere.get());
        }
        before.ifPresent(asked -> changed.computeIfAbsent(call.task().id(), id -> new LinkedHashSet<>())
                .addAll(differing(asked.inputs(), question.inputs())));
        return before.flatMap(asked -> record.outcome(call.place()));
    }

    private static Set<String> differing(Map<String, Object> one, Map<String, Object> other) {
        Set<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        names.removeIf(name -> Objects.equals(one.get(name), other.get(name)));
        return names;
    }

    /** Tasks that would be asked with other inputs than recorded, with the names of these. */
    Map<String, Set<String>> changed() {
        return new TreeMap<>(changed);
    }

    /** Tasks that the run knows by another place. */
    Map<String, String> recordedAs() {
        return recordedAs;
    }

    /** Tasks of which the record knows nothing. */
    Set<String> unanswered() {
        return unanswered;
    }
}
