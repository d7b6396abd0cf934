package org.opendatagov.orchestrator.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.Finding;
import org.opendatagov.orchestrator.expert.FindingSource;
import org.opendatagov.orchestrator.expert.Subject;
import org.opendatagov.orchestrator.report.RunComparison.Changed;
import org.opendatagov.orchestrator.report.RunComparison.FindingPairs;
import org.opendatagov.orchestrator.report.RunComparison.TaskFinding;

/** Pairs the findings of two runs. Of several about the same subject by the same rule those with the same title are paired first, then in order. */
final class FindingMatch {
    private final List<TaskFinding> onlyFirst = new ArrayList<>();
    private final List<TaskFinding> onlySecond = new ArrayList<>();
    private final List<Changed> changed = new ArrayList<>();
    private int same;

    private FindingMatch() {}

    private record Key(String task, FindingSource source, String reference, Subject subject, String title) {
        static Key of(TaskFinding told, boolean byDataset) {
            Subject subject = told.finding().subject();
            Finding finding = told.finding();
            return new Key(
                    told.task(),
                    finding.source(),
                    finding.reference(),
                    byDataset ? subject : new Subject(null, subject.column(), subject.job()),
                    finding.reference().isEmpty() ? finding.title() : "");
        }
    }

    static FindingPairs of(List<TaskFinding> first, List<TaskFinding> second) {
        FindingMatch match = new FindingMatch();
        boolean byDataset = several(first) || several(second);
        Map<Key, List<TaskFinding>> others = byKey(second, byDataset);
        byKey(first, byDataset)
                .forEach((key, told) ->
                        match.pair(told, Optional.ofNullable(others.remove(key)).orElse(List.of())));
        others.values().forEach(match.onlySecond::addAll);
        return new FindingPairs(match.onlyFirst, match.onlySecond, match.changed, match.same);
    }

    /** Where each run is about one dataset, copies of it under other names are taken for the same. */
    private static boolean several(List<TaskFinding> all) {
        return all.stream()
                        .map(told -> told.finding().subject().dataset())
                        .distinct()
                        .count()
                > 1;
    }

    private static Map<Key, List<TaskFinding>> byKey(List<TaskFinding> all, boolean byDataset) {
        Map<Key, List<TaskFinding>> groups = new LinkedHashMap<>();
        all.forEach(told -> groups.computeIfAbsent(Key.of(told, byDataset), key -> new ArrayList<>())
                .add(told));
        return groups;
    }

    private void pair(List<TaskFinding> first, List<TaskFinding> second) {
        List<TaskFinding> left = new ArrayList<>(second);
        List<TaskFinding> rest = new ArrayList<>();
        for (TaskFinding told : first) {
            Optional<TaskFinding> equal = left.stream()
                    .filter(other ->
                            other.finding().title().equals(told.finding().title()))
                    .findFirst();
            if (equal.isPresent()) {
                left.remove(equal.get());
                both(told, equal.get());
            } else {
                rest.add(told);
            }
        }
        for (TaskFinding told : rest) {
            if (left.isEmpty()) {
                onlyFirst.add(told);
            } else {
                both(told, left.removeFirst());
            }
        }
        onlySecond.addAll(left);
    }

    private void both(TaskFinding first, TaskFinding second) {
        if (first.finding().severity() == second.finding().severity()) {
            same++;
        } else {
            changed.add(new Changed(
                    first.task(),
                    first.finding().severity().text(),
                    second.finding().severity().text(),
                    second.finding()));
        }
    }
}
