package org.opendatagov.orchestrator.api;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.engine.RunFilter;
import org.opendatagov.orchestrator.engine.RunState;
import org.opendatagov.orchestrator.problem.Problem;

/** Reads what asks for runs: an id, a filter. */
final class RunQuery {
    private static final int PAGE = 50;
    private static final Set<String> REPEATED = Set.of("label", "input");
    private static final Set<String> PARAMETERS =
            Set.of("workflow", "status", "q", "label", "input", "since", "before", "cursor");

    private RunQuery() {}

    /** The filter of {@code GET /api/v1/runs}, checked, all problems at once. */
    static RunFilter read(Exchange exchange) {
        List<Problem> problems = new ArrayList<>();
        ApiRequest request = ApiRequest.of(exchange, PARAMETERS, REPEATED, problems);
        Optional<String> cursor = request.query("cursor");
        Optional<String> status = request.query("status");
        if (cursor.isPresent() && cursor.flatMap(RunQuery::id).isEmpty()) {
            problems.add(new Problem(
                    "invalid_cursor",
                    RequestPlace.query("cursor"),
                    "'cursor' must be one that a page gave as next_cursor."));
        }
        if (status.isPresent() && status.flatMap(RunQuery::state).isEmpty()) {
            problems.add(new Problem(
                    "invalid_status", RequestPlace.query("status"), "'status' must be one of " + states() + "."));
        }
        Map<String, String> labels = pairs(request, "label", problems);
        Map<String, String> inputs = pairs(request, "input", problems);
        Optional<Instant> since = time(request, "since", problems);
        Optional<Instant> before = time(request, "before", problems);
        ApiRequest.throwIfAny(problems);
        return new RunFilter(
                request.query("workflow"),
                status.flatMap(RunQuery::state),
                request.query("q"),
                labels,
                inputs,
                since,
                before,
                cursor,
                PAGE);
    }

    private static Optional<Instant> time(ApiRequest request, String name, List<Problem> problems) {
        return request.query(name).flatMap(text -> {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeParseException e) {
                problems.add(new Problem(
                        "invalid_time",
                        RequestPlace.query(name),
                        "'" + name + "' must be a time with its offset, such as 2026-03-01T06:00:00Z."));
                return Optional.empty();
            }
        });
    }

    /** Of parameters {@code name:value} the values by name. */
    private static Map<String, String> pairs(ApiRequest request, String name, List<Problem> problems) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String given : request.all(name)) {
            int colon = given.indexOf(':');
            if (colon < 1 || pairs.put(given.substring(0, colon), given.substring(colon + 1)) != null) {
                problems.add(new Problem(
                        "invalid_" + name,
                        RequestPlace.query(name),
                        "'" + name + "' must be name:value, each name once; repeat it for more."));
            }
        }
        return pairs;
    }

    private static Optional<RunState> state(String text) {
        return Arrays.stream(RunState.values())
                .filter(state -> state.text().equals(text))
                .findFirst();
    }

    private static String states() {
        return Arrays.stream(RunState.values()).map(RunState::text).collect(Collectors.joining(", "));
    }

    /** A run's id in its one form; the JDK would read {@code 1-1-1-1-1} as well. */
    static Optional<UUID> id(String text) {
        try {
            UUID id = UUID.fromString(text);
            return Optional.of(id).filter(read -> read.toString().equals(text.toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
