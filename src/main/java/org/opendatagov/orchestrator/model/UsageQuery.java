package org.opendatagov.orchestrator.model;

import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Which calls are asked for.
 *
 * @param by what the lines are grouped by
 */
public record UsageQuery(
        Grouping by,
        Optional<UUID> run,
        Optional<String> user,
        Optional<String> tenant,
        Optional<String> expert,
        Optional<String> model,
        Optional<YearMonth> month) {
    /** An answer has no more lines than that, the most expensive ones. */
    public static final int MOST_LINES = 1_000;

    /** A column of the ledger. */
    public enum Grouping {
        RUN,
        TASK,
        USER,
        TENANT,
        EXPERT,
        MODEL,
        PROMPT,
        MONTH;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same calls, grouped otherwise. */
    public UsageQuery by(Grouping other) {
        return new UsageQuery(other, run, user, tenant, expert, model, month);
    }
}
