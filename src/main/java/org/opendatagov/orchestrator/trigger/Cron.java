package org.opendatagov.orchestrator.trigger;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import com.github.kagkarlsson.scheduler.task.schedule.CronStyle;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.problem.Problem;

/**
 * Times of a calendar.
 *
 * @param expression minute, hour, day of month, month, day of week, as in a Unix crontab
 * @param zone the clock on whose wall they are read
 */
public record Cron(String expression, ZoneId zone) {
    private static final int LONGEST = 200;

    private static final int FIELDS = 5;

    /** The library says so by a time in the far future where there is none; no calendar has gaps as long. */
    private static final Duration NEVER = Duration.ofDays(36_525);

    /** The next time after this one; empty where there is none, as of February 30. */
    Optional<Instant> after(Instant time) {
        Instant next = schedule(expression, zone).getNextExecutionTime(ExecutionComplete.simulatedSuccess(time));
        return Optional.of(next).filter(found -> found.isAfter(time) && found.isBefore(time.plus(NEVER)));
    }

    private static CronSchedule schedule(String expression, ZoneId zone) {
        return new CronSchedule(expression, zone, CronStyle.UNIX);
    }

    /** What is wrong with a cron expression and the name of a time zone. */
    static List<Problem> problems(String expression, String zone) {
        List<Problem> problems = new ArrayList<>();
        Optional<ZoneId> known = zone(zone);
        if (known.isEmpty()) {
            problems.add(new Problem(
                    "unknown_time_zone",
                    "/time_zone",
                    "'time_zone' must be the name of a time zone, such as Europe/Berlin or UTC."));
        }
        if (!isReadable(expression)) {
            problems.add(
                    new Problem(
                            "bad_cron",
                            "/cron",
                            "'cron' must have five fields: minute, hour, day of month, month, day of week; '0 6 * * 1-5' is 6:00 on working days."));
        } else if (known.isPresent()
                && new Cron(expression, known.get())
                        .after(Clock.systemUTC().instant())
                        .isEmpty()) {
            problems.add(new Problem("bad_cron", "/cron", "'cron' names a time that never comes."));
        }
        return problems;
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isReadable(String expression) {
        if (expression.length() > LONGEST || expression.strip().split("\\s+", -1).length != FIELDS) {
            return false;
        }
        try {
            schedule(expression, ZoneId.of("UTC"));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
