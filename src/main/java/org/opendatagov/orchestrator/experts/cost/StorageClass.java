package org.opendatagov.orchestrator.experts.cost;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The prices of one storage class in one region.
 *
 * @param storage price of a GB for a month, by tier
 * @param put price of 1,000 writes; {@code get} of 1,000 reads
 * @param retrieval price of a GB read back
 * @param minimumDays shortest time that is billed
 * @param minimumObjectBytes a smaller object is billed as one of that size
 * @param indexBytes stored beside each object at this class's price; {@code nameBytes} at that of the default class
 * @param monitoring price of watching 1,000 objects for a month
 */
record StorageClass(
        List<Tier> storage,
        BigDecimal put,
        BigDecimal get,
        Optional<BigDecimal> retrieval,
        int minimumDays,
        long minimumObjectBytes,
        long indexBytes,
        long nameBytes,
        Optional<BigDecimal> monitoring) {
    StorageClass {
        storage = List.copyOf(storage);
        if (storage.isEmpty() || storage.getLast().upToGb().isPresent()) {
            throw new IllegalArgumentException("a storage class needs tiers, the last without up_to_gb");
        }
    }

    /** @param upToGb where the tier ends; the last has no end */
    record Tier(Optional<BigDecimal> upToGb, BigDecimal price) {}

    /** The price that the first GB has. */
    BigDecimal firstPrice() {
        return storage.getFirst().price();
    }

    /** The shortest billed time in months of 30 days. */
    BigDecimal minimumMonths() {
        return BigDecimal.valueOf(minimumDays).divide(BigDecimal.valueOf(30), 9, java.math.RoundingMode.HALF_UP);
    }
}
