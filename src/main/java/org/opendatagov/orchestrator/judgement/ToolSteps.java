package org.opendatagov.orchestrator.judgement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.JudgedCall;
import org.opendatagov.orchestrator.privacy.Anonymiser;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** The steps of tools' routes: a question to an expert about the data at hand, a part of its answer, a look into documents. */
@Component("toolSteps")
class ToolSteps {
    /** The exchange property with the parameters that a model gave. */
    static final String PARAMETERS = "OrchestratorToolParameters";

    /** Headers by which the experts' router knows whom to ask. */
    private static final String EXPERT = "OrchestratorExpert";

    private static final String ACTION = "OrchestratorAction";
    private static final String DATASET = "file_path";
    /** An input that names another one than the task's, such as for lineage. */
    private static final String OTHER_DATASET = "dataset";

    private static final int PASSAGES = 3;

    private final KnowledgeLookup knowledge;

    ToolSteps(KnowledgeLookup knowledge) {
        this.knowledge = knowledge;
    }

    /** @param passed parameters that become inputs; the dataset is that of the task, whatever a model says */
    void request(Exchange exchange, String expert, String action, List<String> passed) {
        JudgedCall call = call(exchange);
        Map<String, Object> inputs = new LinkedHashMap<>();
        passed.forEach(name -> {
            Object given = parameters(exchange).get(name);
            if (given != null) {
                inputs.put(name, given);
            }
        });
        Object dataset = call.request().inputs().get(DATASET);
        if (dataset != null && !inputs.containsKey(OTHER_DATASET)) {
            inputs.put(DATASET, dataset);
        }
        exchange.getMessage().setHeader(EXPERT, expert);
        exchange.getMessage().setHeader(ACTION, action);
        exchange.getMessage()
                .setBody(new ExpertRequest(
                        call.request().runId(),
                        call.request().taskId(),
                        action,
                        inputs,
                        call.request().context(),
                        call.request().fingerprints()));
    }

    /**
     * Leaves of a report's result these members.
     *
     * @param where of lists: {@code name=column} keeps the objects whose {@code name} is the parameter {@code column}
     */
    void pick(Exchange exchange, List<String> members, Map<String, String> where) {
        if (!(exchange.getMessage().getBody() instanceof ExpertReport report)) {
            return;
        }
        Map<String, Object> picked = new LinkedHashMap<>();
        for (String member : members) {
            Object value = at(report.result(), member);
            picked.put(member, value instanceof List<?> list ? matching(list, where, parameters(exchange)) : value);
        }
        exchange.getMessage().setBody(picked);
    }

    private static Object at(Map<?, ?> result, String path) {
        Object value = result;
        for (String name : path.split("\\.", -1)) {
            value = value instanceof Map<?, ?> map
                    ? Optional.<Object>ofNullable(map.get(name)).orElse(Map.of())
                    : Map.of();
        }
        return value;
    }

    private static List<Object> matching(List<?> list, Map<String, String> where, Map<String, Object> parameters) {
        List<Object> matching = new ArrayList<>();
        for (Object item : list) {
            boolean matches = item instanceof Map<?, ?> map
                    && where.entrySet().stream()
                            .filter(one -> parameters.containsKey(one.getValue()))
                            .allMatch(one -> at(map, one.getKey()).equals(parameters.get(one.getValue())));
            if (matches || where.isEmpty()) {
                matching.add(item);
            }
        }
        return matching;
    }

    /** Leaves the passages that the parameter {@code query} finds, for the expert and tenant of the task. */
    void search(Exchange exchange) {
        String query = String.valueOf(parameters(exchange).getOrDefault("query", ""));
        exchange.getMessage().setBody(knowledge.search(call(exchange), new Anonymiser().text(query), PASSAGES));
    }

    private static JudgedCall call(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(JudgedCall.PROPERTY, JudgedCall.class))
                .orElseThrow(() -> new OrchestratorException(
                        ErrorCode.INTERNAL, "A step of a tool was called by a route that is none."));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> parameters(Exchange exchange) {
        Map<String, Object> given = exchange.getProperty(PARAMETERS, Map.class);
        return given == null ? Map.of() : given;
    }
}
