package org.opendatagov.orchestrator.api;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.engine.Workflows;
import org.opendatagov.orchestrator.engine.Workflows.Published;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.route.RouteStates;
import org.springframework.stereotype.Component;

/** Operations on workflows and their versions, and on the files that are reloaded. */
@Component("workflowsApi")
class WorkflowsApi {
    private static final String VERSION = "version";
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final Workflows workflows;
    private final RouteStates routes;

    WorkflowsApi(Workflows workflows, RouteStates routes) {
        this.workflows = workflows;
        this.routes = routes;
    }

    public void list(Exchange exchange) {
        ApiRequest.of(exchange);
        Answers.json(exchange, 200, Map.of("workflows", workflows.list()));
    }

    public void get(Exchange exchange) {
        Answers.json(exchange, 200, workflows.find(id(ApiRequest.of(exchange))));
    }

    /** Answers 201 where the content is new, 200 where it was a version before. */
    public void publish(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange);
        String id = id(request);
        Published published =
                request.isYaml() ? workflows.publish(id, request.text()) : workflows.publish(id, request.object());
        Answers.json(exchange, published.created() ? 201 : 200, published.workflow());
    }

    public void versions(Exchange exchange) {
        Answers.json(exchange, 200, Map.of("versions", workflows.versions(id(ApiRequest.of(exchange)))));
    }

    public void activate(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange);
        Answers.json(exchange, 200, workflows.activate(id(request), number(request.path("number"))));
    }

    public void graph(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange, VERSION);
        Answers.json(exchange, 200, workflows.graph(id(request), version(request, VERSION)));
    }

    public void route(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange, VERSION);
        Answers.write(exchange, 200, "application/yaml", workflows.route(id(request), version(request, VERSION)));
    }

    public void compare(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange, "from", "to");
        int from = version(request, "from").orElseThrow(WorkflowsApi::missing);
        int to = version(request, "to").orElseThrow(WorkflowsApi::missing);
        Answers.json(exchange, 200, workflows.compare(id(request), from, to));
    }

    public void routes(Exchange exchange) {
        ApiRequest.of(exchange);
        Answers.json(exchange, 200, Map.of("routes", routes.list()));
    }

    private static Optional<Integer> version(ApiRequest request, String parameter) {
        return request.query(parameter).map(WorkflowsApi::number);
    }

    private static int number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw missing();
        }
        return Integer.parseInt(text);
    }

    private static OrchestratorException missing() {
        return new OrchestratorException(
                ErrorCode.NOT_FOUND,
                "The workflow has no such version; GET /api/v1/workflows/{id}/versions lists those there are.");
    }

    /** The id is left out of the message: what is no id may be anything. */
    private static String id(ApiRequest request) {
        String id = request.path("id");
        if (!ID.matcher(id).matches()) {
            throw new OrchestratorException(
                    ErrorCode.NOT_FOUND,
                    "This is no id of a workflow: it begins with a small letter and holds small letters, digits and _, at most 63.");
        }
        return id;
    }
}
