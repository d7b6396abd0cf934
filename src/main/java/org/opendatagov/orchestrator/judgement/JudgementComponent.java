package org.opendatagov.orchestrator.judgement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.ProcessorEndpoint;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/**
 * The steps of experts' routes, {@code judgement:<step>}: {@code knowledge} looks passages up ({@code passages}, 1 to 20, default 3),
 * {@code model} asks the expert's models ({@code prompt}, such as {@code schema} or {@code schema@1}; {@code tools} that they may use), {@code grounding}
 * takes of the answer what the evidence holds; and those of tools' routes, {@code request}, {@code pick} and {@code search}. What is wrong with one is said when its
 * route is loaded.
 */
public final class JudgementComponent extends DefaultComponent {
    private static final int PASSAGES = 3;
    private static final int MOST_PASSAGES = 20;

    @Override
    protected Endpoint createEndpoint(String uri, String step, Map<String, Object> parameters) {
        return step.equals("model")
                ? model(uri, parameters)
                : new ProcessorEndpoint(uri, this, processor(step, parameters));
    }

    private Endpoint model(String uri, Map<String, Object> parameters) {
        String prompt = needed("model", parameters, "prompt");
        ModelEndpoint endpoint = new ModelEndpoint(
                uri,
                this,
                bean("judgementSteps", JudgementSteps.class),
                bean("prompts", Prompts.class),
                prompt,
                list(parameters, "tools"));
        endpoint.prompt();
        return endpoint;
    }

    /**
     * Every step that goes here reads the prompt for itself: Camel keeps one endpoint for an address, and a route that is loaded again is to
     * find the prompt of that moment.
     */
    private static final class ModelEndpoint extends ProcessorEndpoint {
        private final JudgementSteps steps;
        private final Prompts prompts;
        private final String reference;
        private final List<String> tools;

        ModelEndpoint(
                String uri,
                JudgementComponent component,
                JudgementSteps steps,
                Prompts prompts,
                String reference,
                List<String> tools) {
            super(uri, component);
            this.steps = steps;
            this.prompts = prompts;
            this.reference = reference;
            this.tools = tools;
        }

        Prompt prompt() {
            try {
                return prompts.find(reference);
            } catch (OrchestratorException e) {
                throw new IllegalArgumentException(e.problem().message(), e);
            }
        }

        @Override
        public Producer createProducer() {
            Prompt prompt = prompt();
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) {
                    steps.model(exchange, prompt, tools);
                }
            };
        }
    }

    private Processor processor(String step, Map<String, Object> parameters) {
        return switch (step) {
            case "knowledge", "grounding" -> judging(step, parameters);
            case "request", "pick", "search" -> looking(step, parameters);
            default ->
                throw new IllegalArgumentException("there is no step judgement:" + step
                        + "; there are knowledge, model, grounding, and for tools request, pick, search");
        };
    }

    private Processor judging(String step, Map<String, Object> parameters) {
        JudgementSteps steps = bean("judgementSteps", JudgementSteps.class);
        return switch (step) {
            case "knowledge" -> {
                int passages = passages(parameters);
                yield exchange -> steps.knowledge(exchange, passages);
            }
            default -> steps::grounding;
        };
    }

    private Processor looking(String step, Map<String, Object> parameters) {
        ToolSteps steps = bean("toolSteps", ToolSteps.class);
        return switch (step) {
            case "request" -> {
                String expert = needed(step, parameters, "expert");
                String action = needed(step, parameters, "action");
                List<String> passed = list(parameters, "pass");
                yield exchange -> steps.request(exchange, expert, action, passed);
            }
            case "pick" -> {
                List<String> members =
                        List.of(needed(step, parameters, "members").split("\\s*,\\s*", -1));
                Map<String, String> where = pairs(list(parameters, "where"));
                yield exchange -> steps.pick(exchange, members, where);
            }
            default -> steps::search;
        };
    }

    private String needed(String step, Map<String, Object> parameters, String name) {
        return Optional.ofNullable(getAndRemoveParameter(parameters, name, String.class))
                .orElseThrow(() -> new IllegalArgumentException("judgement:" + step + " needs the parameter " + name));
    }

    private List<String> list(Map<String, Object> parameters, String name) {
        String text = getAndRemoveParameter(parameters, name, String.class, "");
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s*,\\s*", -1));
    }

    private static Map<String, String> pairs(List<String> texts) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String text : texts) {
            String[] pair = text.split("=", 2);
            if (pair.length < 2) {
                throw new IllegalArgumentException("where of judgement:pick must be member=parameter, is " + text);
            }
            pairs.put(pair[0].strip(), pair[1].strip());
        }
        return pairs;
    }

    private int passages(Map<String, Object> parameters) {
        int passages = getAndRemoveParameter(parameters, "passages", Integer.class, PASSAGES);
        if (passages < 1 || passages > MOST_PASSAGES) {
            throw new IllegalArgumentException("passages of judgement:knowledge must be 1 to " + MOST_PASSAGES);
        }
        return passages;
    }

    private <T> T bean(String name, Class<T> type) {
        T bean = getCamelContext().getRegistry().lookupByNameAndType(name, type);
        if (bean == null) {
            throw new IllegalStateException("the service has no bean " + name);
        }
        return bean;
    }
}
