package org.opendatagov.orchestrator.experts.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines of what it costs to keep and use an amount of data in one storage class. */
final class StorageLines {
    /** A GB as Amazon S3 bills it. */
    static final BigDecimal GB = BigDecimal.valueOf(1L << 30);

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final String GB_MONTH = "GB-month";

    private final CostQuestion question;
    private final String name;
    private final StorageClass prices;
    private final List<CostLine> lines = new ArrayList<>();

    private StorageLines(CostQuestion question, String name, StorageClass prices) {
        this.question = question;
        this.name = name;
        this.prices = prices;
    }

    /**
     * @param bytes as they lie
     * @param objects how many they are; empty where only the size is known
     * @param namePrice what the default class takes for a GB, where names of archived objects are kept
     */
    static List<CostLine> of(
            CostQuestion question,
            String name,
            StorageClass prices,
            BigDecimal bytes,
            Optional<Integer> objects,
            BigDecimal namePrice) {
        StorageLines written = new StorageLines(question, name, prices);
        BigDecimal count = BigDecimal.valueOf(objects.orElse(0)).multiply(question.replicas());
        BigDecimal smallest = count.multiply(BigDecimal.valueOf(prices.minimumObjectBytes()));
        BigDecimal billed = gigabytes(bytes.multiply(question.replicas()).max(smallest));
        written.tiers(billed);
        written.overhead("index", count, prices.indexBytes(), prices.firstPrice());
        written.overhead("names", count, prices.nameBytes(), namePrice);
        written.earlyDeletion(billed);
        written.use(count);
        return written.lines;
    }

    static BigDecimal gigabytes(BigDecimal bytes) {
        return bytes.divide(GB, 9, RoundingMode.HALF_UP);
    }

    private void tiers(BigDecimal gigabytes) {
        BigDecimal from = BigDecimal.ZERO;
        for (int index = 0; index < prices.storage().size(); index++) {
            StorageClass.Tier tier = prices.storage().get(index);
            BigDecimal to = tier.upToGb().orElse(gigabytes).min(gigabytes);
            if (index == 0 || to.compareTo(from) > 0) {
                add(item(index), to.subtract(from).multiply(question.time()), GB_MONTH, tier.price());
            }
            from = to.max(from);
        }
    }

    private String item(int tier) {
        return tier == 0 ? "storage, " + name : "storage, %s, tier %d".formatted(name, tier + 1);
    }

    private void overhead(String what, BigDecimal objects, long bytes, BigDecimal price) {
        BigDecimal size = gigabytes(objects.multiply(BigDecimal.valueOf(bytes)));
        some("%s of archived objects, %d KB each".formatted(what, bytes / 1024), size.multiply(question.time()), price);
    }

    /** Only where a time is given: a dataset that stays meets the shortest time. */
    private void earlyDeletion(BigDecimal gigabytes) {
        question.months()
                .map(months -> prices.minimumMonths().subtract(months))
                .filter(rest -> rest.signum() > 0)
                .ifPresent(rest -> some(
                        "early deletion, billed to %d days".formatted(prices.minimumDays()),
                        gigabytes.multiply(rest),
                        prices.firstPrice()));
    }

    private void some(String item, BigDecimal gigabyteMonths, BigDecimal price) {
        if (gigabyteMonths.signum() > 0) {
            add(item, gigabyteMonths, GB_MONTH, price);
        }
    }

    private void use(BigDecimal objects) {
        thousands(
                "write requests", question.putRequests().multiply(question.replicas()), "1,000 requests", prices.put());
        thousands("read requests", question.getRequests(), "1,000 requests", prices.get());
        prices.monitoring().ifPresent(price -> thousands("monitoring", objects, "1,000 object-months", price));
        BigDecimal read = gigabytes(question.retrievalBytes()).multiply(question.time());
        prices.retrieval().filter(price -> read.signum() > 0).ifPresent(price -> add("retrieval", read, "GB", price));
    }

    private void thousands(String item, BigDecimal aMonth, String unit, BigDecimal price) {
        if (aMonth.signum() > 0) {
            BigDecimal thousands = aMonth.multiply(question.time()).divide(THOUSAND, 9, RoundingMode.HALF_UP);
            add(item, thousands, unit, price);
        }
    }

    private void add(String item, BigDecimal quantity, String unit, BigDecimal price) {
        lines.add(new CostLine(item, quantity, unit, price));
    }
}
