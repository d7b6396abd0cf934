package org.opendatagov.orchestrator.forecast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.engine.RunOutline.OutlinedTask;
import org.opendatagov.orchestrator.forecast.Forecast.TaskForecast;

/**
 * The longest way through a run's tasks: each starts when the last one that it depends on has ended.
 *
 * @param seconds absent where no task's time is known
 * @param tasks on that way, as expected
 */
record CriticalPath(Optional<Range> seconds, List<String> tasks) {
    static CriticalPath of(List<OutlinedTask> tasks, List<TaskForecast> forecasts) {
        return new Search(tasks, forecasts).path();
    }

    private static final class Search {
        private final Map<String, List<String>> before = new LinkedHashMap<>();
        private final Map<String, Range> taken = new HashMap<>();
        private final Map<String, Range> ends = new HashMap<>();
        private final boolean known;

        Search(List<OutlinedTask> outlined, List<TaskForecast> forecasts) {
            outlined.forEach(task ->
                    before.put(task.id(), task.dependsOn().stream().sorted().toList()));
            forecasts.forEach(task -> taken.put(task.id(), task.seconds().orElse(Range.NOTHING)));
            this.known = forecasts.stream().anyMatch(task -> task.seconds().isPresent());
        }

        CriticalPath path() {
            Range whole = Range.NOTHING;
            for (String task : before.keySet()) {
                whole = whole.max(end(task));
            }
            return new CriticalPath(known ? Optional.of(whole) : Optional.empty(), known ? way() : List.of());
        }

        /** Deep chains are gone through task by task, without recursion. */
        private Range end(String last) {
            List<String> open = new ArrayList<>(List.of(last));
            while (!open.isEmpty()) {
                String task = open.getLast();
                List<String> missing = dependencies(task).stream()
                        .filter(dependency -> !ends.containsKey(dependency))
                        .toList();
                if (missing.isEmpty()) {
                    Range start = dependencies(task).stream().map(ends::get).reduce(Range.NOTHING, Range::max);
                    ends.put(task, start.plus(taken.getOrDefault(task, Range.NOTHING)));
                    open.removeLast();
                } else {
                    open.addAll(missing);
                }
            }
            return ends.getOrDefault(last, Range.NOTHING);
        }

        private List<String> dependencies(String task) {
            return before.getOrDefault(task, List.of());
        }

        /** From the task that ends last back over those that it waited for. */
        private List<String> way() {
            List<String> way = new ArrayList<>();
            Optional<String> task = latest(List.copyOf(before.keySet()));
            while (task.isPresent()) {
                way.addFirst(task.get());
                task = latest(dependencies(task.get()));
            }
            return way;
        }

        private Optional<String> latest(List<String> some) {
            Optional<String> latest = Optional.empty();
            for (String task : some) {
                if (latest.isEmpty() || expectedEnd(task).compareTo(expectedEnd(latest.get())) > 0) {
                    latest = Optional.of(task);
                }
            }
            return latest;
        }

        private java.math.BigDecimal expectedEnd(String task) {
            return ends.getOrDefault(task, Range.NOTHING).expected();
        }
    }
}
