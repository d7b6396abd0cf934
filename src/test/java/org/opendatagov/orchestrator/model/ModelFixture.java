package org.opendatagov.orchestrator.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.opendatagov.orchestrator.model.ProviderDoubles.Kind;
import org.opendatagov.orchestrator.support.TestDatabase;
import org.opendatagov.orchestrator.support.TestRoutes;
import org.springframework.test.context.DynamicPropertyRegistry;

/** What tests of the way to models share. A call here costs 0.00164 USD where the provider tells what it had cached, and 0.012 at the most. */
final class ModelFixture {
    /** An answer as the calls ask for it. */
    static final String VALID = "{\"verdict\": \"fine\"}";

    private static final String SCHEMA = """
            {"type": "object", "required": ["verdict"], "additionalProperties": false,
             "properties": {"verdict": {"type": "string"}}}""";

    private ModelFixture() {}

    /**
     * The product's own way to models, on a database of the test's own.
     *
     * @param folder a name that no other test uses
     */
    static void settings(DynamicPropertyRegistry registry, String folder) throws IOException {
        Path routes = Path.of("target", "test-routes", folder);
        TestRoutes.add(
                routes, "models", "models.camel.yaml", Files.readString(Path.of("routes/models/models.camel.yaml")));
        registry.add("orchestrator.routes-dir", routes::toString);
        TestDatabase.register(registry);
        registry.add("spring.datasource.username", () -> "postgres");
        registry.add("orchestrator.budgets.run", () -> "0.05");
    }

    /** A model that a double answers for, and an expert of the same name that asks it alone. */
    static void model(DynamicPropertyRegistry registry, String name, ProviderDoubles providers, Kind kind) {
        String model = "orchestrator.models." + name + ".";
        registry.add(model + "provider", () -> kind.name().toLowerCase(Locale.ROOT));
        registry.add(model + "model", () -> "some-" + name);
        registry.add(model + "api-key", () -> "sk-secret");
        registry.add(model + "base-url", () -> providers.url(kind));
        registry.add(model + "max-tokens", () -> "1000");
        registry.add(model + "price-in", () -> "1");
        registry.add(model + "price-cached", () -> "0.1");
        registry.add(model + "price-out", () -> "10");
        registry.add("orchestrator.expert-models." + name, () -> name);
    }

    /**
     * @param place one asks one question at a time: what goes on side by side is asked at several
     * @param user empty: unknown
     */
    static ModelCall call(String expert, UUID run, String place, String user, String question) {
        return new ModelCall(
                run,
                place,
                expert,
                user,
                "acme",
                "test@1",
                "Judge.",
                question,
                SCHEMA,
                Instant.now().plus(Duration.ofSeconds(20)));
    }
}
