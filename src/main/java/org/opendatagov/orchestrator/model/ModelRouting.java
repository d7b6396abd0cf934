package org.opendatagov.orchestrator.model;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.CallWaits;
import org.opendatagov.orchestrator.model.ModelAnswer.Answered;
import org.opendatagov.orchestrator.model.ModelConversation.Attempt;
import org.opendatagov.orchestrator.model.ModelLedger.Earlier;
import org.opendatagov.orchestrator.model.ModelLedger.Reservation;
import org.opendatagov.orchestrator.model.ModelLedger.Settlement;
import org.opendatagov.orchestrator.model.ProviderException.Remedy;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The steps of the route {@code model-router}: which model is asked, whether it may be, and what its answer or refusal means. */
@Component("modelRouting")
class ModelRouting {
    static final String MODEL = "OrchestratorModel";
    private static final String CONVERSATION = "OrchestratorModelConversation";
    private static final Logger LOG = LoggerFactory.getLogger(ModelRouting.class);
    private static final int MOST_ATTEMPTS = 3;
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);

    /** What the frames of the messages take beside their text: a bound that providers stay below. */
    private static final int FRAME_TOKENS = 200;

    private final ModelsSettings settings;
    private final BudgetGate budgets;
    private final ModelLedger ledger;
    private final AnswerCache cache;
    private final BudgetAlerts alerts;
    private final Clock clock;
    private final ModelRates rates = new ModelRates();

    /** Models whose refusal of the key is in the log already. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    ModelRouting(
            ModelsSettings settings,
            BudgetGate budgets,
            ModelLedger ledger,
            AnswerCache cache,
            BudgetAlerts alerts,
            Clock clock) {
        this.settings = settings;
        this.budgets = budgets;
        this.ledger = ledger;
        this.cache = cache;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** The body is a {@link ModelCall}. */
    public void begin(Exchange exchange) throws InvalidPayloadException {
        ModelCall call = exchange.getMessage().getMandatoryBody(ModelCall.class);
        CallWaits waits = exchange.getProperty(CallWaits.PROPERTY, CallWaits.UNHEARD, CallWaits.class);
        exchange.setProperty(CONVERSATION, new ModelConversation(call, settings.chain(call.expert()), waits));
    }

    /** Whether nobody has answered yet; the answer, also that there is none, is a {@link ModelAnswer} as body. */
    public boolean open(Exchange exchange) {
        return !(exchange.getMessage().getBody() instanceof ModelAnswer);
    }

    /** Answers from what is known already; or leaves the question as body and the name of the model to ask as header. */
    public void place(Exchange exchange) throws InterruptedException {
        ModelConversation conversation = exchange.getProperty(CONVERSATION, ModelConversation.class);
        exchange.getMessage().setHeader(MODEL, "");
        String model = conversation.model();
        if (model == null) {
            exchange.getMessage().setBody(conversation.silent());
            return;
        }
        String hash = QuestionHash.of(conversation.call(), settings.model(model));
        Optional<Answered> known = known(conversation, hash);
        if (known.isPresent()) {
            exchange.getMessage().setBody(known.get());
        } else if (allowed(conversation, model, hash)) {
            exchange.getMessage().setBody(conversation.attempt().question());
            exchange.getMessage().setHeader(MODEL, model);
        }
    }

    private Optional<Answered> known(ModelConversation conversation, String hash) {
        Earlier earlier = ledger.earlier(conversation.call(), hash);
        for (UUID left : earlier.open()) {
            alerts.tell(ledger.settle(left, Settlement.lost(Duration.ZERO)), conversation.waits());
        }
        Optional<Answered> recorded = earlier.answer().filter(answer -> fits(conversation, answer));
        if (recorded.isPresent()) {
            return recorded;
        }
        Optional<Answered> cached = cache.find(hash);
        cached.ifPresent(answer -> ledger.cached(conversation.call(), hash, answer));
        return cached;
    }

    private static boolean fits(ModelConversation conversation, Answered answer) {
        boolean asks =
                !conversation.call().tools().isEmpty() && ToolTurn.begun(answer).isPresent();
        return asks
                || (!answer.truncated()
                        && StructuredAnswer.problems(
                                        answer.text(), conversation.call().schema())
                                .isEmpty());
    }

    /** Within rates and budgets: then the call is reserved. */
    private boolean allowed(ModelConversation conversation, String name, String hash) throws InterruptedException {
        ModelSettings model = settings.model(name);
        ModelCall call = conversation.call();
        long input = mostInput(call);
        long thought = input / 4 + model.maxTokens() / 4;
        if (!rates.acquire(name, model, thought, left(call), conversation.waits())) {
            conversation.next("has no room within its rate");
            return false;
        }
        BigDecimal most = model.cost(new Usage(input, model.maxTokens(), 0, 0));
        return switch (budgets.reserve(call, name, hash, most, conversation.waits())) {
            case Reservation.Granted granted -> {
                conversation.begin(new Attempt(granted.id(), name, hash, Question.of(call), clock.instant()));
                yield true;
            }
            case Reservation.Refused refused -> {
                conversation.end("budget", "the budget '%s' does not allow the call".formatted(scope(refused.scope())));
                yield false;
            }
        };
    }

    private static String scope(String scope) {
        return scope.replaceFirst(":.*", "");
    }

    /** No tokenizer makes more tokens of a text than it has bytes. */
    private static long mostInput(ModelCall call) {
        return Stream.of(
                                call.system(),
                                call.question(),
                                call.schema(),
                                call.tools().toString(),
                                call.turns().toString())
                        .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
                        .sum()
                + FRAME_TOKENS;
    }

    private Duration left(ModelCall call) {
        Duration left = Duration.between(clock.instant(), call.deadline());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** After an answer: it is paid, and taken where it is as was asked. */
    public void answered(Exchange exchange) {
        ModelConversation conversation = exchange.getProperty(CONVERSATION, ModelConversation.class);
        Attempt attempt = conversation.attempt();
        Question.Answer answer = attempt.question().answer();
        told.remove(attempt.model());
        String problems = answer.asks()
                ? ""
                : answer.truncated()
                        ? "it is cut off at the limit of tokens: be briefer."
                        : StructuredAnswer.problems(
                                answer.text(), conversation.call().schema());
        String outcome =
                answer.truncated() && !answer.asks() ? "truncated" : problems.isEmpty() ? "answered" : "invalid";
        settle(conversation, outcome, answer.usage(), cost(attempt.model(), answer.usage()), answer.text());
        if (problems.isEmpty()) {
            Answered taken = new Answered(answer.text(), attempt.model(), answer.usage(), false, false);
            cache.keep(attempt.hash(), taken);
            exchange.getMessage().setBody(taken);
        } else if (!conversation.repair(answer.text(), problems)) {
            conversation.end("invalid", "model '%s' did not answer as asked, twice".formatted(attempt.model()));
        }
    }

    private BigDecimal cost(String model, Usage usage) {
        return settings.model(model).cost(usage);
    }

    private void settle(
            ModelConversation conversation, String outcome, Usage usage, @Nullable BigDecimal cost, String response) {
        Attempt attempt = conversation.attempt();
        Duration took = Duration.between(attempt.started(), clock.instant());
        alerts.tell(
                ledger.settle(attempt.id(), new Settlement(outcome, usage, cost, response, took)),
                conversation.waits());
    }

    /** After a failure: the same model again, the next one, or none. */
    public void failed(Exchange exchange) throws InterruptedException {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        ModelConversation conversation = exchange.getProperty(CONVERSATION, ModelConversation.class);
        Attempt attempt = conversation.attempt();
        ProviderException refusal = refusal(failure);
        // A virtual thread that is interrupted would lose its connection to the database while it writes.
        boolean stopped = Thread.interrupted();
        try {
            settle(conversation, refusal);
        } finally {
            if (stopped) {
                Thread.currentThread().interrupt();
            }
        }
        if (stopped) {
            throw new OrchestratorException(ErrorCode.UNAVAILABLE, "The call of a model was stopped by its caller.");
        }
        tell(attempt.model(), refusal);
        Duration wait = wait(conversation, refusal);
        boolean again = refusal.remedy() == Remedy.RETRY
                && conversation.attempts() < MOST_ATTEMPTS
                && wait.compareTo(left(conversation.call())) < 0;
        if (again) {
            TimeUnit.NANOSECONDS.sleep(wait.toNanos());
        } else {
            conversation.next(refusal.why());
        }
    }

    /** What may have been charged stays reserved at its full amount, and is counted as that. */
    private void settle(ModelConversation conversation, ProviderException refusal) {
        settle(
                conversation,
                refusal.mayBePaid() ? "lost" : "refused",
                Usage.NONE,
                refusal.mayBePaid() ? null : BigDecimal.ZERO,
                "");
    }

    private static ProviderException refusal(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProviderException known) {
                return known;
            }
            if (cause instanceof CallNotPermittedException) {
                return ProviderException.refused(
                        Remedy.FAIL_OVER, "failed too often and is left alone for a while", Optional.empty());
            }
        }
        return ProviderException.brokenOff(
                Remedy.FAIL_OVER, "failed (" + failure.getClass().getSimpleName() + ")");
    }

    /** What the provider asks for, else twice as long each time. */
    private static Duration wait(ModelConversation conversation, ProviderException refusal) {
        return refusal.retryAfter().orElse(FIRST_BACKOFF.multipliedBy(1L << Math.max(0, conversation.attempts() - 1)));
    }

    private void tell(String model, ProviderException refusal) {
        if (refusal.remedy() == Remedy.FAIL_OVER && told.add(model)) {
            LOG.warn("Model '{}' {}; it is passed over until it answers again.", model, refusal.why());
        }
    }
}
