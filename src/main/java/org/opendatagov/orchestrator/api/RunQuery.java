package org.opendatagov.orchestrator.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

    private RunQuery() {}

    /** The filter of {@code GET /api/v1/runs}, checked, all problems at once. */
    static RunFilter read(Exchange exchange) {
        List<Problem> problems = new ArrayList<>();
        ApiRequest request = ApiRequest.of(exchange, Set.of("workflow", "status", "q", "cursor"), problems);
        Optional<String> cursor = request.query("cursor");
        Optional<String> status = request.query("status");
        if (cursor.isPresent() && cursor.flatMap(RunQuery::id).isEmpty()) {
            problems.add(new Problem("invalid_cursor", "", "'cursor' must be one that a page gave as next_cursor."));
        }
        if (status.isPresent() && status.flatMap(RunQuery::state).isEmpty()) {
            problems.add(new Problem("invalid_status", "", "'status' must be one of " + states() + "."));
        }
        ApiRequest.throwIfAny(problems);
        return new RunFilter(
                request.query("workflow"), status.flatMap(RunQuery::state), request.query("q"), cursor, PAGE);
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
