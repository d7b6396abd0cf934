package org.opendatagov.orchestrator.api;

import jakarta.servlet.MultipartConfigElement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The server under the API: its error page, its upload limit, and how it calls Camel. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ServerConfiguration {
    private static final String THREADS = "requestThreads";

    /** What an upload has beside its file: boundaries and the part's headers. */
    private static final DataSize ENVELOPE = DataSize.ofMegabytes(1);

    /** Inside Spring Boot's own error valve, so that this one answers first. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemPages() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.getPipeline().addValve(new ProblemErrorReportValve());
            }
        });
    }

    /** Uploads are spooled to disk, whatever their size. */
    @Bean
    MultipartConfigElement multipartLimits(@Value("${orchestrator.datasets.max-upload:5GB}") DataSize largest) {
        return new MultipartConfigElement("", largest.toBytes(), largest.toBytes() + ENVELOPE.toBytes(), 0);
    }

    /** For requests, by name; no default candidate, else Spring would take it for its own executor. */
    @Bean(name = THREADS, defaultCandidate = false, destroyMethod = "shutdownNow")
    ExecutorService requestThreads() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("request-", 0).factory());
    }

    /** Before Camel's own mapping (order -1), which hides controllers below a path that it serves. */
    @Bean
    static BeanPostProcessor controllersFirst() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof RequestMappingHandlerMapping mapping) {
                    mapping.setOrder(-2);
                }
                return bean;
            }
        };
    }

    @Bean(name = "platform-http-engine")
    PlatformHttpEngine httpEngine(@Value("${server.port:8080}") int port, @Qualifier(THREADS) ExecutorService threads) {
        return new ProblemHttpEngine(port, threads);
    }
}
