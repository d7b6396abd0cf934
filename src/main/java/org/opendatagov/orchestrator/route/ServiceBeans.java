package org.opendatagov.orchestrator.route;

import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.spi.BeanRepository;
import org.jspecify.annotations.Nullable;

/** The service's beans by name for a scratch context, without what belongs to its own Camel context. */
record ServiceBeans(CamelContext camel) implements BeanRepository {
    @Override
    @SuppressWarnings("NullAway")
    public @Nullable Object lookupByName(String name) {
        return shared(camel.getRegistry().lookupByName(name));
    }

    @Override
    @SuppressWarnings("NullAway")
    public <T> @Nullable T lookupByNameAndType(String name, Class<T> type) {
        @Nullable Object found = lookupByName(name);
        return type.isInstance(found) ? type.cast(found) : null;
    }

    /** What is Camel's own would become the scratch context's, and end with it. */
    private static @Nullable Object shared(@Nullable Object bean) {
        boolean own = bean == null
                || bean instanceof CamelContextAware
                || bean.getClass().getName().startsWith("org.apache.camel.");
        return own ? null : bean;
    }

    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        return Map.of();
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
        return Set.of();
    }
}
