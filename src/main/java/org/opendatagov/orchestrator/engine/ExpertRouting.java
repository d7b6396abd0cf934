package org.opendatagov.orchestrator.engine;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.Assignment;
import org.opendatagov.orchestrator.expert.CallWaits;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.ExpertSettings;
import org.opendatagov.orchestrator.expert.InstanceCalls;
import org.opendatagov.orchestrator.expert.InstanceRegistry;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** The steps of the routes {@code engine-expert-router} and {@code expert-<instance>}: which expert, which instance of it, and the call itself. */
@Component("expertRouting")
class ExpertRouting {
    static final String EXPERT = "OrchestratorExpert";
    static final String ACTION = "OrchestratorAction";
    static final String INSTANCE = "OrchestratorInstance";
    private static final String CALL = "OrchestratorExpertCall";

    private final ExpertRegistry experts;
    private final InstanceRegistry instances;
    private final InstanceCalls calls;
    private final ExpertSettings settings;

    /** A request on its way: where it is, and where it has failed already. */
    private static final class RoutedCall {
        private final ExpertRequest request;
        private final Set<String> tried = new HashSet<>();
        private @Nullable Assignment assignment;
        private @Nullable Exception failure;

        RoutedCall(ExpertRequest request) {
            this.request = request;
        }

        Assignment assignment() {
            if (assignment == null) {
                throw new IllegalStateException("the call has no instance yet");
            }
            return assignment;
        }
    }

    ExpertRouting(ExpertRegistry experts, InstanceRegistry instances, InstanceCalls calls, ExpertSettings settings) {
        this.experts = experts;
        this.instances = instances;
        this.calls = calls;
        this.settings = settings;
    }

    /** Makes a route for each instance, with a breaker of its own, now and whenever one comes. */
    void addRoutes(CamelContext camel) {
        instances.routes(new ExpertRoutes(camel, settings.breaker()));
    }

    /** The expert whose capability owns the action. */
    public String byCapability(@Header(ACTION) String action) {
        return experts.owning(action)
                .map(Expert::name)
                .orElseThrow(() -> new OrchestratorException(
                        ErrorCode.UNKNOWN_ACTION, "No expert knows the action '" + action + "'."));
    }

    /** Whether the body is the request still, and no answer. */
    boolean unanswered(Exchange exchange) {
        return exchange.getMessage().getBody() instanceof ExpertRequest;
    }

    /** Waits for a place at an instance on which the request has not failed; where there is none, its last failure is the end. */
    void place(Exchange exchange) throws Exception {
        String expert = exchange.getMessage().getHeader(EXPERT, String.class);
        RoutedCall call = exchange.getProperty(CALL, RoutedCall.class);
        if (call == null) {
            call = new RoutedCall(known(expert, exchange.getMessage().getBody(ExpertRequest.class)));
            exchange.setProperty(CALL, call);
        }
        Optional<Assignment> assignment =
                acquire(expert, call, exchange.getProperty(CallWaits.PROPERTY, CallWaits.UNHEARD, CallWaits.class));
        if (assignment.isEmpty()) {
            throw call.failure == null ? new IllegalStateException("no instance and no failure") : call.failure;
        }
        call.assignment = assignment.get();
        exchange.getMessage().setHeader(INSTANCE, assignment.get().instance().expertId());
    }

    private ExpertRequest known(String expert, ExpertRequest request) {
        if (experts.named(expert).isEmpty()) {
            throw new OrchestratorException(ErrorCode.UNKNOWN_EXPERT, "There is no expert called '" + expert + "'.");
        }
        if (!experts.knows(expert, request.action())) {
            throw new OrchestratorException(
                    ErrorCode.UNKNOWN_ACTION, expert + " does not know the action '" + request.action() + "'.");
        }
        return request;
    }

    private Optional<Assignment> acquire(String expert, RoutedCall call, CallWaits waits) {
        try {
            Optional<Assignment> assignment = instances.acquire(expert, call.request, call.tried, waits::waits);
            waits.goesOn();
            return assignment;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped();
        }
    }

    /**
     * Calls the instance. What is no sign of a sick instance is the answer's body, so that breakers do not count it as a failure: an error
     * that says the request was wrong, and that the caller stopped the call.
     */
    void call(Exchange exchange) {
        RoutedCall call = exchange.getProperty(CALL, RoutedCall.class);
        exchange.getMessage().setBody(answer(call));
    }

    private Object answer(RoutedCall call) {
        try {
            Object report = calls.perform(call.assignment().instance(), call.request);
            call.assignment().answered();
            return report;
        } catch (RuntimeException e) {
            return failed(call.assignment(), e);
        } catch (Error e) {
            // Camel would lose it at the join of parallel branches.
            return failed(call.assignment(), new IllegalStateException("an expert ended with an error", e));
        }
    }

    private static OrchestratorException failed(Assignment assignment, RuntimeException failure) {
        if (Thread.currentThread().isInterrupted()) {
            assignment.stopped();
            return stopped();
        }
        if (failure instanceof OrchestratorException known) {
            if (!known.code().retryable() && known.code() != ErrorCode.INTERNAL) {
                assignment.answered();
                return known;
            }
            if (known.code() == ErrorCode.UNAVAILABLE
                    && assignment.instance().address().isPresent()) {
                assignment.unreachable();
            }
        }
        assignment.failed();
        throw failure;
    }

    private static OrchestratorException stopped() {
        return new OrchestratorException(ErrorCode.UNAVAILABLE, "The call was stopped by its caller.");
    }

    /** After a failure: the request goes on to another instance where that can help, else the failure goes out. */
    public void failed(Exchange exchange) throws Exception {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        RoutedCall call = exchange.getProperty(CALL, RoutedCall.class);
        exchange.getMessage().setBody(call.request);
        if (failure instanceof CallNotPermittedException) {
            call.assignment().refused();
            return;
        }
        call.assignment().failed();
        boolean retryable =
                failure instanceof OrchestratorException known && known.code().retryable();
        if (!retryable || Thread.currentThread().isInterrupted()) {
            throw failure;
        }
        call.failure = failure;
        call.tried.add(call.assignment().instance().expertId());
    }
}
