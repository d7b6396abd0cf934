package org.opendatagov.orchestrator.model;

import jakarta.validation.constraints.DecimalMin;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What models may cost, in USD; 0 is no limit. Months are UTC's.
 *
 * @param run of one run
 * @param user of one user in a month
 * @param tenant of one tenant in a month
 * @param month of all in a month
 * @param whenReached whether an expert then goes on without a model, or its task waits for the month to end or the budget to be raised
 */
@Validated
@ConfigurationProperties("orchestrator.budgets")
public record BudgetSettings(
        @DefaultValue("1") @DecimalMin("0") BigDecimal run,
        @DefaultValue("0") @DecimalMin("0") BigDecimal user,
        @DefaultValue("0") @DecimalMin("0") BigDecimal tenant,
        @DefaultValue("100") @DecimalMin("0") BigDecimal month,
        @DefaultValue("evidence") WhenReached whenReached) {
    /** What follows when a budget does not allow a call. */
    public enum WhenReached {
        EVIDENCE,
        WAIT;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The budgets that a call counts towards. */
    List<Budget> of(ModelCall call, Instant at) {
        return of(Optional.of(call.run()), call.user(), call.tenant(), at);
    }

    /** @param user empty: unknown, and of no budget; so the tenant */
    List<Budget> of(Optional<UUID> run, String user, String tenant, Instant at) {
        String now = YearMonth.from(at.atOffset(ZoneOffset.UTC)).toString();
        return Stream.of(
                        new Budget(
                                Budget.RUN + run.map(UUID::toString).orElse(""),
                                run.isEmpty() ? BigDecimal.ZERO : this.run),
                        new Budget(Budget.USER + user + ":" + now, user.isEmpty() ? BigDecimal.ZERO : this.user),
                        new Budget(
                                Budget.TENANT + tenant + ":" + now, tenant.isEmpty() ? BigDecimal.ZERO : this.tenant),
                        new Budget(Budget.MONTH + now, month))
                .filter(budget -> budget.cap().signum() > 0)
                .toList();
    }

    /** Of this scope by itself, whatever was set for it alone; 0: none. */
    BigDecimal cap(String scope) {
        return switch (scope.substring(0, scope.indexOf(':') + 1)) {
            case Budget.RUN -> run;
            case Budget.USER -> user;
            case Budget.TENANT -> tenant;
            default -> month;
        };
    }
}
