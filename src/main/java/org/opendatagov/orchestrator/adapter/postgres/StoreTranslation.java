package org.opendatagov.orchestrator.adapter.postgres;

import org.aopalliance.intercept.MethodInterceptor;
import org.opendatagov.orchestrator.engine.CommandStore;
import org.opendatagov.orchestrator.engine.RunCosts;
import org.opendatagov.orchestrator.engine.RunStore;
import org.opendatagov.orchestrator.engine.TemplateStore;
import org.opendatagov.orchestrator.expert.ExpertInstanceStore;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Component;

/** Makes an outage of the database ours where it leaves a store, so that it is told from a defect everywhere; a defect stays as it is. */
@Component
class StoreTranslation implements BeanPostProcessor {
    private static final MethodInterceptor TRANSLATED = invocation -> {
        try {
            return invocation.proceed();
        } catch (NestedRuntimeException e) {
            OrchestratorException ours = StoreFailures.translated("what is recorded could not be reached", e);
            throw ours.code() == ErrorCode.STORE_UNAVAILABLE ? ours : e;
        }
    };

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        boolean store = bean instanceof RunStore
                || bean instanceof CommandStore
                || bean instanceof RunCosts
                || bean instanceof TemplateStore
                || bean instanceof ExpertInstanceStore;
        if (!store) {
            return bean;
        }
        ProxyFactory factory = new ProxyFactory(bean);
        factory.addAdvice(TRANSLATED);
        return factory.getProxy(bean.getClass().getClassLoader());
    }
}
