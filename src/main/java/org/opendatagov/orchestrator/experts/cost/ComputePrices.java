package org.opendatagov.orchestrator.experts.cost;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.io.Resource;

/**
 * Dated prices of compute.
 *
 * @param priceDate the day on which they were published
 * @param regions classes by region
 */
record ComputePrices(
        String currency,
        String priceDate,
        String source,
        String defaultRegion,
        String defaultClass,
        Map<String, Map<String, Rate>> regions) {
    /** @param coreHour price of a core for an hour; {@code gbHour} of a GB of memory */
    record Rate(BigDecimal coreHour, BigDecimal gbHour) {
        Rate {
            Objects.requireNonNull(coreHour, "core_hour");
            Objects.requireNonNull(gbHour, "gb_hour");
        }
    }

    ComputePrices {
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(priceDate, "price_date");
        regions = new TreeMap<>(regions);
        if (!regions.getOrDefault(defaultRegion, Map.of()).containsKey(defaultClass)) {
            throw new IllegalArgumentException("default_region and default_class must be priced");
        }
    }

    /** @throws IllegalStateException where it is missing or wrong: without prices there is no estimate */
    static ComputePrices read(Resource resource) {
        try (InputStream input = resource.getInputStream()) {
            return PriceSheet.YAML.readValue(input, ComputePrices.class);
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "The price sheet of orchestrator.cost.compute-price-sheet cannot be read; expected the form of"
                            + " rules/prices/compute.yaml.",
                    e);
        }
    }

    Optional<Rate> find(String region, String computeClass) {
        String name = computeClass.strip().toLowerCase(Locale.ROOT).replace('-', '_');
        return Optional.ofNullable(regions.getOrDefault(region, Map.of()).get(name));
    }

    String regionNames() {
        return String.join(", ", regions.keySet());
    }

    String classNames(String region) {
        return String.join(", ", new TreeMap<>(regions.getOrDefault(region, Map.of())).keySet());
    }
}
