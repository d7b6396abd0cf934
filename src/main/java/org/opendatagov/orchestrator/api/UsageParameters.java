package org.opendatagov.orchestrator.api;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.model.UsageQuery;
import org.opendatagov.orchestrator.model.UsageQuery.Grouping;
import org.opendatagov.orchestrator.problem.Problem;

/** Reads what asks for usage, all problems at once. */
final class UsageParameters {
    private static final Set<String> PARAMETERS = Set.of("by", "run", "user", "tenant", "expert", "model", "month");

    /** YearMonth reads years before Christ, and behind 9999, as well. */
    private static final Pattern MONTH = Pattern.compile("[1-9]\\d{3}-(0[1-9]|1[0-2])");

    private UsageParameters() {}

    static UsageQuery read(Exchange exchange) {
        List<Problem> problems = new ArrayList<>();
        ApiRequest request = ApiRequest.of(exchange, PARAMETERS, problems);
        Optional<Grouping> by = request.query("by").map(text -> grouping(text, problems));
        Optional<UUID> run = request.query("run").flatMap(text -> run(text, problems));
        Optional<String> user = name(request, "user", problems);
        Optional<String> tenant = name(request, "tenant", problems);
        Optional<YearMonth> month = request.query("month").flatMap(text -> month(text, problems));
        ApiRequest.throwIfAny(problems);
        return new UsageQuery(
                by.orElse(Grouping.MONTH), run, user, tenant, request.query("expert"), request.query("model"), month);
    }

    private static Grouping grouping(String text, List<Problem> problems) {
        Optional<Grouping> known = Arrays.stream(Grouping.values())
                .filter(grouping -> grouping.text().equals(text))
                .findFirst();
        if (known.isEmpty()) {
            String all = Arrays.stream(Grouping.values()).map(Grouping::text).collect(Collectors.joining(", "));
            problems.add(new Problem("invalid_grouping", RequestPlace.query("by"), "'by' must be one of " + all + "."));
        }
        return known.orElse(Grouping.MONTH);
    }

    static Optional<UUID> run(String text, List<Problem> problems) {
        Optional<UUID> id = RunQuery.id(text);
        if (id.isEmpty()) {
            problems.add(new Problem("invalid_run", RequestPlace.query("run"), "'run' must be the id of a run."));
        }
        return id;
    }

    /** Of a user or tenant, as their headers take it; empty: those who are unknown. */
    static Optional<String> name(ApiRequest request, String parameter, List<Problem> problems) {
        Optional<String> name = request.query(parameter);
        if (name.filter(Texts::storable).isPresent() && !RequestedBy.isName(name.get())) {
            problems.add(new Problem("invalid_name", RequestPlace.query(parameter), RequestedBy.must(parameter)));
        }
        return name;
    }

    private static Optional<YearMonth> month(String text, List<Problem> problems) {
        if (MONTH.matcher(text).matches()) {
            return Optional.of(YearMonth.parse(text));
        }
        problems.add(new Problem(
                "invalid_month", RequestPlace.query("month"), "'month' must be a month of UTC, such as 2026-03."));
        return Optional.empty();
    }
}
