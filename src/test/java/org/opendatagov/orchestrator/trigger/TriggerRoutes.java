package org.opendatagov.orchestrator.trigger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A Camel context with the triggers' own routes and kamelets, over the beans of a test. */
final class TriggerRoutes {
    private TriggerRoutes() {}

    static CamelContext start(Map<String, String> settings, Map<String, Object> beans, String... triggers)
            throws Exception {
        CamelContext camel = new DefaultCamelContext();
        Properties properties = new Properties();
        properties.putAll(settings);
        properties.put("camel.component.kamelet.location", "file:kamelets");
        camel.getPropertiesComponent().setInitialProperties(properties);
        beans.forEach(camel.getRegistry()::bind);
        load(camel, "routes/errors/triggers.camel.yaml");
        for (String trigger : triggers) {
            load(camel, "routes/triggers/" + trigger + ".camel.yaml");
        }
        camel.start();
        return camel;
    }

    private static void load(CamelContext camel, String file) throws Exception {
        byte[] text = Files.readAllBytes(Path.of(file));
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromBytes("file:" + file, text));
    }
}
