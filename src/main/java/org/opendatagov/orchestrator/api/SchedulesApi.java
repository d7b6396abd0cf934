package org.opendatagov.orchestrator.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.engine.Requester;
import org.opendatagov.orchestrator.engine.RunRequest;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.trigger.Schedule;
import org.opendatagov.orchestrator.trigger.Schedules;
import org.springframework.stereotype.Component;

/** Operations on schedules. */
@Component("schedulesApi")
class SchedulesApi {
    private static final String CRON = "cron";
    private static final String TIME_ZONE = "time_zone";
    private static final String MISSED = "missed";
    private static final String PAUSED = "paused";
    private static final List<String> OWN = List.of("id", CRON, TIME_ZONE, MISSED, PAUSED);
    private static final String PATH = "/api/v1/schedules/";

    private final Schedules schedules;

    SchedulesApi(Schedules schedules) {
        this.schedules = schedules;
    }

    public void create(Exchange exchange) {
        List<Problem> problems = new ArrayList<>();
        ApiRequest request = ApiRequest.of(exchange, Set.of(), problems);
        Schedules.Wish wish = wish(request, problems);
        Set<String> told = problems.stream().map(Problem::path).collect(Collectors.toSet());
        schedules.problems(wish).stream()
                .filter(problem -> !told.contains(problem.path()))
                .forEach(problems::add);
        ApiRequest.throwIfAny(problems);
        Schedule created = schedules.create(wish);
        Answers.json(exchange, 201, ScheduleView.of(created));
        exchange.getMessage().setHeader("Location", PATH + created.id());
    }

    private static Schedules.Wish wish(ApiRequest request, List<Problem> problems) {
        Map<String, Object> body = request.object();
        Requester requester = request.requester(problems);
        RunRequest run = RunMembers.read(body, OWN, Optional.empty(), problems);
        return new Schedules.Wish(
                text(body, "id", "", problems),
                run,
                text(body, CRON, "", problems),
                text(body, TIME_ZONE, "UTC", problems),
                text(body, MISSED, "once", problems),
                paused(body.getOrDefault(PAUSED, false), problems),
                requester.user());
    }

    /** @param otherwise what it is where it is not given; empty: it must be given */
    private static String text(Map<String, Object> body, String name, String otherwise, List<Problem> problems) {
        Object given = body.getOrDefault(name, otherwise);
        if (given instanceof String text && !text.isBlank() && text.length() <= RunMembers.LONGEST_TEXT) {
            return text;
        }
        problems.add(new Problem(
                body.containsKey(name) ? "wrong_type" : "missing_member",
                "/" + name,
                "'" + name + "' must be text of 1 to " + RunMembers.LONGEST_TEXT + " characters."));
        return "";
    }

    private static boolean paused(@Nullable Object given, List<Problem> problems) {
        if (given instanceof Boolean paused) {
            return paused;
        }
        problems.add(new Problem("wrong_type", "/" + PAUSED, "'paused' must be true or false."));
        return false;
    }

    public void list(Exchange exchange) {
        ApiRequest.of(exchange);
        Answers.json(
                exchange,
                200,
                Map.of(
                        "schedules",
                        schedules.list().stream().map(ScheduleView::of).toList()));
    }

    public void get(Exchange exchange) {
        answer(exchange, schedules.find(id(exchange)));
    }

    public void pause(Exchange exchange) {
        answer(exchange, schedules.pause(id(exchange)));
    }

    public void resume(Exchange exchange) {
        answer(exchange, schedules.resume(id(exchange)));
    }

    public void delete(Exchange exchange) {
        String id = id(exchange);
        schedules.delete(id);
        Answers.json(exchange, 200, Map.of("id", id));
    }

    private static String id(Exchange exchange) {
        return ApiRequest.of(exchange).path("id");
    }

    private static void answer(Exchange exchange, Schedule schedule) {
        Answers.json(exchange, 200, ScheduleView.of(schedule));
    }
}
