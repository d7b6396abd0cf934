package org.opendatagov.orchestrator.adapter.qdrant;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Passages are in a Qdrant where one is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${orchestrator.knowledge.qdrant.url:}'.isEmpty()")
class QdrantConfiguration {
    @Bean(destroyMethod = "close")
    QdrantClient qdrantClient(QdrantSettings settings) {
        return client(settings);
    }

    @Bean
    QdrantPassageIndex qdrantPassageIndex(QdrantClient client, QdrantSettings settings) {
        return new QdrantPassageIndex(client, settings);
    }

    /** Its version is not asked for at once: the service starts without it. */
    static QdrantClient client(QdrantSettings settings) {
        QdrantGrpcClient.Builder builder = QdrantGrpcClient.newBuilder(
                        settings.host(), settings.port(), settings.encrypted(), false)
                .withTimeout(settings.timeout());
        String key = settings.apiKey();
        return new QdrantClient((key == null || key.isEmpty() ? builder : builder.withApiKey(key)).build());
    }
}
