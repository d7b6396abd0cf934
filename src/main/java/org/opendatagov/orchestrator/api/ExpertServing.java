package org.opendatagov.orchestrator.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.opendatagov.orchestrator.expert.ExpertJson;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.ExpertSettings;
import org.opendatagov.orchestrator.expert.InstanceCalls;
import org.opendatagov.orchestrator.expert.InstanceRegistry;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a process with {@code orchestrator.role=expert} serves, as {@code openapi/expert.yaml} says. */
@RestController
@ConditionalOnProperty(name = "orchestrator.role", havingValue = "expert")
class ExpertServing {
    private final ExpertRegistry experts;
    private final InstanceRegistry instances;
    private final ServedCalls calls;
    private final ExpertToken token;

    ExpertServing(ExpertRegistry experts, InstanceRegistry instances, InstanceCalls calls, ExpertSettings settings) {
        this.experts = experts;
        this.instances = instances;
        this.calls = new ServedCalls(instances, calls);
        this.token = new ExpertToken(settings);
    }

    /** Performs an action; the work is stopped where the caller goes away. */
    @PostMapping("/api/v1/experts/{expert}/{action}/perform")
    void perform(
            @PathVariable String expert,
            @PathVariable String action,
            HttpServletRequest asked,
            HttpServletResponse answer)
            throws IOException {
        token.check(Optional.ofNullable(asked.getHeader("Authorization")));
        ExpertRequest request = ExpertJson.readRequest(asked.getInputStream().readAllBytes())
                .filter(read -> read.action().equals(action))
                .orElseThrow(
                        () -> new OrchestratorException(
                                ErrorCode.MALFORMED_REQUEST,
                                "The body is no request of this action; expected are run_id, task_id, action, inputs, context, fingerprints."));
        if (!experts.knows(expert, action)) {
            throw new OrchestratorException(
                    ErrorCode.UNKNOWN_ACTION, "There is no expert here of this name that knows this action.");
        }
        Caller caller = new Caller(answer);
        try {
            Optional<ExpertReport> report = calls.perform(expert, request, caller);
            if (report.isPresent()) {
                caller.write(ExpertJson.write(report.get()));
            }
        } catch (OrchestratorException e) {
            if (!caller.begun()) {
                throw e;
            }
            caller.write("{\"problem\": " + ProblemJson.of(e) + "}");
        }
    }

    /** {@code load} says by expert how many tasks it performs, whoever sent them. */
    @GetMapping("/api/v1/experts/health")
    Map<String, Object> health() {
        Map<String, Integer> load = new TreeMap<>();
        instances.instances().forEach(view -> load.merge(view.instance().expertName(), view.load(), Integer::sum));
        return Map.of(
                "status",
                "up",
                "uptime_seconds",
                ManagementFactory.getRuntimeMXBean().getUptime() / 1_000,
                "load",
                load);
    }

    @ExceptionHandler
    ResponseEntity<String> failed(OrchestratorException e) {
        return ResponseEntity.status(e.code().status())
                .contentType(MediaType.valueOf(ProblemJson.TYPE))
                .body(ProblemJson.of(e));
    }
}
