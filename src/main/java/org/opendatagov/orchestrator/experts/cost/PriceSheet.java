package org.opendatagov.orchestrator.experts.cost;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.core.io.Resource;

/**
 * Dated prices of a storage service.
 *
 * @param priceDate the day on which they were published
 * @param source where they were published
 * @param aliases other names of storage classes
 * @param regions storage classes by region
 */
record PriceSheet(
        String currency,
        String priceDate,
        String source,
        String defaultRegion,
        String defaultClass,
        Map<String, String> aliases,
        Map<String, Map<String, StorageClass>> regions) {
    static final ObjectMapper YAML = YAMLMapper.builder()
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    PriceSheet {
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(priceDate, "price_date");
        aliases = Map.copyOf(aliases);
        regions = new TreeMap<>(regions);
        if (!regions.getOrDefault(defaultRegion, Map.of()).containsKey(defaultClass)) {
            throw new IllegalArgumentException("default_region and default_class must be priced");
        }
    }

    /** @throws IllegalStateException where it is missing or wrong: without prices there is no estimate */
    static PriceSheet read(Resource resource) {
        try (InputStream input = resource.getInputStream()) {
            return YAML.readValue(input, PriceSheet.class);
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "The price sheet of orchestrator.cost.price-sheet cannot be read; expected the form of"
                            + " rules/prices/aws-s3.yaml.",
                    e);
        }
    }

    Set<String> regionNames() {
        return new TreeSet<>(regions.keySet());
    }

    Set<String> classNames() {
        return new TreeSet<>(regions.getOrDefault(defaultRegion, Map.of()).keySet());
    }

    /** The name under which a class is priced: {@code STANDARD_IA} and {@code standard-ia} are {@code standard_ia}. */
    String className(String asked) {
        String name = asked.strip().toLowerCase(Locale.ROOT).replace('-', '_');
        return aliases.getOrDefault(name, name);
    }

    Optional<StorageClass> find(String region, String storageClass) {
        return Optional.ofNullable(regions.getOrDefault(region, Map.of()).get(className(storageClass)));
    }
}
