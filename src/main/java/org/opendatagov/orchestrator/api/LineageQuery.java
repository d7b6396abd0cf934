package org.opendatagov.orchestrator.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.catalog.Direction;
import org.opendatagov.orchestrator.catalog.GraphQuery;
import org.opendatagov.orchestrator.problem.Problem;

/** Reads what asks for a part of the lineage graph, checked, all problems at once. */
final class LineageQuery {
    /** Marquez's own. */
    private static final int USUAL_DEPTH = 20;

    private final ApiRequest request;
    private final List<Problem> problems = new ArrayList<>();

    LineageQuery(Exchange exchange, String... parameters) {
        this.request = ApiRequest.of(exchange, Set.of(parameters), problems);
    }

    /**
     * The question, its start found by {@code find}: what is searched ({@code dataset} or {@code job}) and how it is called give an id.
     */
    GraphQuery graph(BiFunction<String, String, String> find) {
        Direction direction = direction(Direction.BOTH);
        int depth = number("depth", USUAL_DEPTH, GraphQuery.DEEPEST);
        int limit = number("limit", GraphQuery.USUAL, GraphQuery.LARGEST);
        Optional<Instant> at = time("at");
        Start start = start();
        ApiRequest.throwIfAny(problems);
        return new GraphQuery(List.of(find.apply(start.type(), start.name())), direction, depth, limit, at);
    }

    private record Start(String type, String name) {}

    /** A dataset, a job, or either as Marquez calls its nodes: {@code dataset:namespace:name}. */
    private Start start() {
        Optional<Start> node = request.query("nodeId").map(id -> {
            int colon = Math.max(0, id.indexOf(':'));
            return new Start(id.substring(0, colon), id.substring(Math.min(id.length(), colon + 1)));
        });
        List<Start> given = Stream.of(named("dataset"), named("job"), node)
                .flatMap(Optional::stream)
                .filter(start -> Set.of("dataset", "job").contains(start.type())
                        && !start.name().isBlank())
                .toList();
        if (given.size() != 1) {
            problems.add(new Problem(
                    "invalid_start",
                    "/query",
                    "The query must have one of 'dataset' (id, location or namespace:name), 'job' (id, name or namespace:name) and"
                            + " 'nodeId' (dataset:namespace:name or job:namespace:name)."));
            return new Start("dataset", "");
        }
        return given.getFirst();
    }

    private Optional<Start> named(String type) {
        return request.query(type).map(name -> new Start(type, name));
    }

    Direction direction(Direction usual) {
        Optional<String> text = request.query("direction");
        Optional<Direction> direction = text.flatMap(word -> Arrays.stream(Direction.values())
                .filter(known -> known.text().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst());
        if (text.isPresent() && direction.isEmpty()) {
            problems.add(new Problem(
                    "invalid_direction",
                    RequestPlace.query("direction"),
                    "'direction' must be upstream, downstream or both."));
        }
        return direction.orElse(usual);
    }

    private int number(String name, int usual, int most) {
        Optional<String> text = request.query(name);
        if (text.isEmpty()) {
            return usual;
        }
        if (text.get().matches("[0-9]{1,9}")
                && Integer.parseInt(text.get()) >= 1
                && Integer.parseInt(text.get()) <= most) {
            return Integer.parseInt(text.get());
        }
        problems.add(new Problem(
                "invalid_number",
                RequestPlace.query(name),
                "'%s' must be a whole number of 1 to %d.".formatted(name, most)));
        return usual;
    }

    Optional<Instant> time(String name) {
        try {
            return request.query(name).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            problems.add(new Problem(
                    "invalid_time",
                    RequestPlace.query(name),
                    "'%s' must be a time with its offset, such as 2026-01-31T08:00:00Z.".formatted(name)));
            return Optional.empty();
        }
    }

    /** Whether the inventory of personal datasets is asked for, which is paged and narrowed by declarations alone. */
    boolean personal() {
        Optional<String> text = request.query("personal");
        boolean personal = text.filter("true"::equals).isPresent();
        if (text.isPresent() && !personal) {
            problems.add(new Problem(
                    "invalid_personal", RequestPlace.query("personal"), "'personal' must be true, or not be given."));
        }
        if (personal
                && (request.query("q").isPresent() || request.query("class").isPresent())) {
            problems.add(new Problem(
                    "invalid_personal",
                    RequestPlace.query("personal"),
                    "'personal' goes with 'tag', 'owner', 'region' and 'cursor', not with 'q' or 'class'."));
        }
        if (request.query("cursor")
                .filter(id -> !personal || !id.matches("[0-9a-f]{16}"))
                .isPresent()) {
            problems.add(new Problem(
                    "invalid_cursor",
                    RequestPlace.query("cursor"),
                    "'cursor' must be one that a page gave as next_cursor; it goes with 'personal'."));
        }
        ApiRequest.throwIfAny(problems);
        return personal;
    }

    Optional<String> text(String name) {
        return request.query(name).filter(text -> !text.isEmpty());
    }

    ApiRequest checked() {
        ApiRequest.throwIfAny(problems);
        return request;
    }
}
