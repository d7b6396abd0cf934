package org.opendatagov.orchestrator.judgement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.JudgedCall;
import org.opendatagov.orchestrator.expert.SchemaCheck;
import org.opendatagov.orchestrator.judgement.ToolComponent.ToolConsumer;
import org.opendatagov.orchestrator.model.ToolSpec;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The tools whose routes run, and what it takes to call one. */
@Component
class Tools {
    private static final Logger LOG = LoggerFactory.getLogger(Tools.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_ARGUMENTS = 4_000;

    private final Map<String, ToolConsumer> running = new ConcurrentHashMap<>();
    private final Set<String> missed = ConcurrentHashMap.newKeySet();

    /** What became of a call: the answer, or why there is none. */
    sealed interface Outcome {
        record Answer(Object value) implements Outcome {}

        /** @param why for the model; nothing of the data is in it */
        record Refused(String why) implements Outcome {}

        /** @param why the expert's words: they name columns, and so are data */
        record Declined(String why) implements Outcome {}

        record Failed(String why) implements Outcome {}
    }

    void add(ToolConsumer consumer) {
        running.put(consumer.tool().name(), consumer);
        missed.remove(consumer.tool().name());
    }

    void remove(ToolConsumer consumer) {
        running.remove(consumer.tool().name(), consumer);
    }

    /** Those of these names that are there; of one that is not the log says so once. */
    List<ToolSpec> specs(List<String> names) {
        names.stream()
                .filter(name -> !running.containsKey(name) && missed.add(name))
                .forEach(name ->
                        LOG.warn("A route offers the tool '{}', which no route in routes/experts serves.", name));
        return names.stream()
                .flatMap(name -> Optional.ofNullable(running.get(name)).stream())
                .map(consumer -> consumer.tool().spec(consumer.description()))
                .toList();
    }

    /** @param arguments what a model gave: a JSON object if it is right */
    Outcome call(String name, Map<String, Object> arguments, JudgedCall call) {
        ToolConsumer consumer = running.get(name);
        if (consumer == null) {
            return new Outcome.Refused("There is no tool '" + name + "'.");
        }
        Map<String, Object> declared = new LinkedHashMap<>(arguments);
        declared.keySet().retainAll(consumer.tool().parameters().keySet());
        List<Problem> problems =
                new SchemaCheck("tool " + name).problems(consumer.tool().schema(), declared);
        return problems.isEmpty()
                ? performed(consumer, declared, call)
                : new Outcome.Refused(
                        String.join(" ", problems.stream().map(Problem::message).toList()));
    }

    /** Empty where it is no JSON object, or too long to be one that a tool takes. */
    static Optional<Map<String, Object>> arguments(String json) {
        try {
            return json.length() > LONGEST_ARGUMENTS
                    ? Optional.empty()
                    : Optional.ofNullable(JSON.readValue(
                            json.isBlank() ? "{}" : json, new TypeReference<@Nullable Map<String, Object>>() {}));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Outcome performed(ToolConsumer consumer, Map<String, Object> parameters, JudgedCall call) {
        Exchange exchange = consumer.getEndpoint().createExchange(ExchangePattern.InOut);
        exchange.setProperty(JudgedCall.PROPERTY, call);
        exchange.setProperty(ToolSteps.PARAMETERS, parameters);
        exchange.getMessage().setBody(parameters);
        try {
            consumer.getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        Object body = exchange.getMessage().getBody();
        if (failure(exchange) instanceof OrchestratorException refused && refused.code() == ErrorCode.INVALID_INPUT) {
            return new Outcome.Declined(refused.text());
        }
        if (exchange.getException() != null || body instanceof Exception) {
            LOG.debug("The tool {} failed", consumer.tool().name());
            return new Outcome.Failed("The tool has no answer to that.");
        }
        return new Outcome.Answer(body == null ? Map.of() : body);
    }

    /** What another attempt would not mend comes as the body, so that a breaker does not count it. */
    private static @Nullable Object failure(Exchange exchange) {
        return exchange.getException() == null ? exchange.getMessage().getBody() : exchange.getException();
    }
}
