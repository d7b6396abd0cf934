package org.opendatagov.orchestrator.experts.cost;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/**
 * Dated prices.
 *
 * @param storage price of a GB (2^30 bytes) for a month, by storage class
 * @param minimumDays shortest time that is billed, by storage class
 */
record PriceSheet(
        String currency,
        String priceDate,
        String region,
        Map<String, BigDecimal> storage,
        Map<String, Integer> minimumDays) {
    static PriceSheet read(String resource) {
        try (InputStream input = PriceSheet.class.getResourceAsStream(resource)) {
            var tree = new ObjectMapper(new YAMLFactory()).readTree(input);
            Map<String, BigDecimal> storage = new java.util.TreeMap<>();
            tree.get("storage_per_gb_month")
                    .properties()
                    .forEach(price -> storage.put(
                            price.getKey(), new BigDecimal(price.getValue().asText())));
            Map<String, Integer> days = new java.util.TreeMap<>();
            tree.get("minimum_days")
                    .properties()
                    .forEach(price -> days.put(price.getKey(), price.getValue().asInt()));
            return new PriceSheet(
                    tree.get("currency").asText(),
                    tree.get("price_date").asText(),
                    tree.get("region").asText(),
                    storage,
                    days);
        } catch (IOException e) {
            throw new UncheckedIOException("the price sheet " + resource + " cannot be read", e);
        }
    }

    BigDecimal storage(String storageClass) {
        BigDecimal price = storage.get(storageClass);
        if (price == null) {
            throw new OrchestratorException(
                    ErrorCode.INVALID_INPUT,
                    "The price sheet has no storage class '%s'; it has %s."
                            .formatted(storageClass, String.join(", ", storage.keySet())));
        }
        return price;
    }
}
