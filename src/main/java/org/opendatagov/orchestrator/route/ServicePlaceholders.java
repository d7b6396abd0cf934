package org.opendatagov.orchestrator.route;

import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesSource;

/** The service's own placeholders for another context. */
record ServicePlaceholders(CamelContext camel) implements PropertiesSource {
    @Override
    public String getName() {
        return "service";
    }

    @Override
    @SuppressWarnings("NullAway")
    public String getProperty(String name) {
        Optional<String> value = camel.getPropertiesComponent().resolveProperty(name);
        return value.orElse(null);
    }
}
