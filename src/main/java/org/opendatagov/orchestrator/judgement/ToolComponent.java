package org.opendatagov.orchestrator.judgement;

import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Where a tool's route begins, {@code tool:<name>}: each {@code parameter.<name>} is {@code <type>: <what it is>}, {@code required} lists those that must be
 * given. The route gets a map of the declared parameters as body, and no header of a model's; its reply is the tool's answer. Its description tells the model what
 * it is for.
 */
public final class ToolComponent extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
        String required = getAndRemoveParameter(parameters, "required", String.class, "");
        Tools tools = getCamelContext().getRegistry().lookupByNameAndType("tools", Tools.class);
        if (tools == null) {
            throw new IllegalStateException("the service has no bean tools");
        }
        return new ToolEndpoint(uri, this, Tool.declared(name, parameters, required), tools);
    }

    static final class ToolEndpoint extends DefaultEndpoint implements MultipleConsumersSupport {
        private final Tool tool;
        private final Tools tools;

        ToolEndpoint(String uri, ToolComponent component, Tool tool, Tools tools) {
            super(uri, component);
            this.tool = tool;
            this.tools = tools;
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException("tool:" + tool.name() + " is for models alone; no route calls it");
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new ToolConsumer(this, processor);
        }

        /** Two versions of a tool's route may be there for a moment. */
        @Override
        public boolean isMultipleConsumersSupported() {
            return true;
        }
    }

    /** A tool while its route runs. */
    static final class ToolConsumer extends DefaultConsumer {
        private final ToolEndpoint endpoint;

        ToolConsumer(ToolEndpoint endpoint, Processor processor) {
            super(endpoint, processor);
            this.endpoint = endpoint;
        }

        Tool tool() {
            return endpoint.tool;
        }

        String description() {
            return getRoute() == null ? "" : String.valueOf(getRoute().getDescription());
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            endpoint.tools.add(this);
        }

        @Override
        protected void doStop() throws Exception {
            endpoint.tools.remove(this);
            super.doStop();
        }
    }
}
