package org.opendatagov.orchestrator.workflow;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads how a task is tried, how many of its items are done at once, and what its failure means. */
final class TaskPolicies {
    static final int MOST_CONCURRENCY = 1_000;

    private final Map<String, @Nullable Object> members;
    private final Place place;
    private final Members values;

    TaskPolicies(Map<String, @Nullable Object> members, Place place, Members values) {
        this.members = members;
        this.place = place;
        this.values = values;
    }

    int concurrency(boolean hasItems) {
        if (members.get("concurrency") == null) {
            return PlanTask.DEFAULT_CONCURRENCY;
        }
        Optional<Long> number = values.wholeNumber("concurrency", 1, MOST_CONCURRENCY, ProblemCode.BAD_CONCURRENCY);
        if (!hasItems && members.get("for_each") == null) {
            values.reject(
                    ProblemCode.BAD_CONCURRENCY,
                    "/concurrency",
                    "'concurrency' bounds the items of '" + place.name("for_each") + "', which this task has not.");
        }
        return number.map(Long::intValue).orElse(PlanTask.DEFAULT_CONCURRENCY);
    }

    RetryPolicy retry() {
        Map<String, @Nullable Object> given =
                new LinkedHashMap<>(values.map("retry").orElse(Map.of()));
        Members retry = values.within("retry", given);
        retry.refuseUnknown(Set.of("max_attempts", "backoff"));
        Duration backoff = retry.duration("backoff").orElse(RetryPolicy.DEFAULT.backoff());
        int attempts = retry.wholeNumber("max_attempts", 1, RetryPolicy.MOST_ATTEMPTS, ProblemCode.BAD_RETRY)
                .map(Long::intValue)
                .orElse(RetryPolicy.DEFAULT.maxAttempts());
        return new RetryPolicy(attempts, backoff);
    }

    OnFailure onFailure() {
        Optional<String> text = values.text("on_failure");
        Optional<OnFailure> known = text.flatMap(OnFailure::of);
        if (text.isPresent() && known.isEmpty()) {
            values.reject(
                    ProblemCode.BAD_ON_FAILURE,
                    "/on_failure",
                    "'" + place.name("on_failure") + "' must be fail, skip_dependents or continue, is '"
                            + Shown.text(text.get()) + "'.");
        }
        return known.orElse(OnFailure.FAIL);
    }
}
