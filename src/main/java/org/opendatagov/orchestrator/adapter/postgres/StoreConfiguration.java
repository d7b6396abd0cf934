package org.opendatagov.orchestrator.adapter.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.opendatagov.orchestrator.engine.ReplicaId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The store: the PostgreSQL of {@code spring.datasource.url}, or an embedded one in the data directory. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
    static final int POOL_SIZE = 12;

    @Bean(destroyMethod = "close")
    DataDirectory dataDirectory(@Value("${orchestrator.data-dir}") Path folder) {
        return DataDirectory.lock(folder);
    }

    @Bean
    ReplicaId replicaId(DataDirectory directory) {
        return new ReplicaId(directory.replicaId());
    }

    /** What experts that must not change metadata are given. */
    @Bean
    @Primary
    CatalogReads readOnlyCatalog(DataSource database) {
        return new CatalogReads(CatalogDatabase.readOnly(database));
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(NoDatabaseConfigured.class)
    static class Embedded {
        @Bean(destroyMethod = "close")
        EmbeddedServer embeddedServer(DataDirectory directory) {
            return EmbeddedServer.open(directory);
        }

        @Bean(destroyMethod = "close")
        @ConfigurationProperties("spring.datasource.hikari")
        HikariDataSource dataSource(EmbeddedServer server) {
            HikariDataSource pool = new HikariDataSource();
            pool.setPoolName("store");
            pool.setJdbcUrl(server.url());
            pool.setUsername(EmbeddedServer.USER);
            pool.setPassword(server.password());
            pool.setMaximumPoolSize(POOL_SIZE);
            return pool;
        }
    }
}
