package org.opendatagov.orchestrator.dataset;

import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** The S3 client that Camel's aws2-s3 endpoints and the staging of datasets share. */
@Configuration(proxyBeanMethods = false)
class S3Configuration {
    @Bean
    @Lazy
    S3Client s3Client(S3Settings settings) {
        S3ClientBuilder builder =
                S3Client.builder().region(Region.of(settings.region())).forcePathStyle(settings.pathStyle());
        if (!settings.endpoint().isBlank()) {
            builder.endpointOverride(URI.create(settings.endpoint()));
        }
        if (!settings.accessKey().isBlank()) {
            builder.credentialsProvider(StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())));
        }
        return builder.build();
    }
}
