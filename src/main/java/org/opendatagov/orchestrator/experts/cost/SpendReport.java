package org.opendatagov.orchestrator.experts.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.RunSpend;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;

/** What the catalogue's datasets cost a month, by dataset and owner, and what past runs spent, by workflow and month. */
final class SpendReport {
    /** At list prices, of what the catalogue saw last. */
    private static final double CONFIDENCE = 0.8;

    private static final String NOBODY = "";
    /** Those that cost most; the sums count all. */
    private static final int LISTED = 100;

    private final PriceSheet prices;
    private final List<Entry> entries = new ArrayList<>();
    private final List<RunSpend.Spent> runs;
    private final Findings findings = new Findings();

    private record Entry(CatalogDataset dataset, BigDecimal storage, BigDecimal compute) {
        BigDecimal total() {
            return storage.add(compute);
        }

        String owner() {
            return dataset.declarations().owner().orElse(NOBODY);
        }

        Map<String, Object> describe() {
            Map<String, Object> described = new LinkedHashMap<>();
            described.put("dataset_id", dataset.id());
            described.put("name", dataset.name());
            described.put("owner", owner());
            described.put("storage", CostLine.plain(storage));
            described.put("compute", CostLine.plain(compute));
            described.put("total", CostLine.plain(total()));
            return described;
        }
    }

    SpendReport(PriceSheet prices, List<RunSpend.Spent> runs) {
        this.prices = prices;
        this.runs = List.copyOf(runs);
    }

    /** @param estimate of one month of the dataset */
    void add(CatalogDataset dataset, Estimate estimate) {
        BigDecimal compute = estimate.lines().stream()
                .filter(line -> line.unit().equals("executor-hour"))
                .map(CostLine::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        entries.add(new Entry(dataset, estimate.total().subtract(compute), compute));
    }

    ExpertReport report(List<String> assumptions) {
        entries.sort(Comparator.comparing(Entry::total)
                .reversed()
                .thenComparing(entry -> entry.dataset().id()));
        BigDecimal total = entries.stream().map(Entry::total).reduce(BigDecimal.ZERO, BigDecimal::add);
        String summary = "%d datasets cost %s a month; %d runs spent %s on models"
                .formatted(
                        entries.size(),
                        ComputeCost.shown(total, prices.currency()),
                        count(),
                        ComputeCost.shown(spent(runs), "USD"));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("total_monthly", CostLine.plain(total));
        result.put("currency", prices.currency());
        result.put("price_date", prices.priceDate());
        result.put(
                "datasets", entries.stream().limit(LISTED).map(Entry::describe).toList());
        result.put("by_owner", byOwner());
        result.put("by_workflow", grouped(false));
        result.put("by_month", grouped(true));
        result.put("assumptions", assumptions);
        tell(total, summary);
        return new ExpertReport(
                summary,
                findings.findings(),
                findings.evidence(),
                result,
                Map.of("total_monthly", CostLine.plain(total)),
                Map.of());
    }

    private void tell(BigDecimal total, String summary) {
        Subject none = new Subject(null, null, null);
        String id = findings.evidence(
                "spend",
                "spend",
                none,
                "Estimates of all datasets",
                Map.of("datasets", entries.size(), "total_monthly", CostLine.plain(total), "runs", count()));
        findings.rule(
                Severity.INFO,
                summary,
                "Storage and scheduled processing at list prices.",
                none,
                CONFIDENCE,
                id,
                "",
                "List prices of %s, %s".formatted(prices.priceDate(), prices.source()));
        long unowned =
                entries.stream().filter(entry -> entry.owner().equals(NOBODY)).count();
        BigDecimal cost = entries.stream()
                .filter(entry -> entry.owner().equals(NOBODY))
                .map(Entry::total)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (unowned > 0) {
            String evidence = findings.evidence(
                    "spend.unowned",
                    "unowned",
                    none,
                    "Datasets without a declared owner",
                    Map.of("datasets", unowned, "monthly", CostLine.plain(cost)));
            findings.rule(
                    Severity.LOW,
                    unowned == 1 ? "1 dataset has no owner" : unowned + " datasets have no owner",
                    "%s a month that nobody answers for.".formatted(ComputeCost.shown(cost, prices.currency())),
                    none,
                    1,
                    evidence,
                    "Declare 'owner' for them.",
                    "FinOps Framework, Allocation");
        }
    }

    private List<Map<String, Object>> byOwner() {
        Map<String, List<Entry>> owners = new TreeMap<>();
        entries.forEach(entry -> owners.computeIfAbsent(entry.owner(), owner -> new ArrayList<>())
                .add(entry));
        List<Map<String, Object>> described = new ArrayList<>();
        owners.forEach((owner, owned) -> {
            BigDecimal total = owned.stream().map(Entry::total).reduce(BigDecimal.ZERO, BigDecimal::add);
            described.add(Map.of("owner", owner, "datasets", owned.size(), "total", CostLine.plain(total)));
        });
        return described;
    }

    private List<Map<String, Object>> grouped(boolean month) {
        Map<String, List<RunSpend.Spent>> groups = new TreeMap<>();
        runs.forEach(spent -> groups.computeIfAbsent(month ? spent.month() : spent.workflow(), key -> new ArrayList<>())
                .add(spent));
        List<Map<String, Object>> described = new ArrayList<>();
        groups.forEach((key, group) -> described.add(Map.of(
                month ? "month" : "workflow",
                key,
                "runs",
                group.stream().mapToLong(RunSpend.Spent::runs).sum(),
                "cost_usd",
                CostLine.plain(spent(group)))));
        return described;
    }

    private long count() {
        return runs.stream().mapToLong(RunSpend.Spent::runs).sum();
    }

    private static BigDecimal spent(List<RunSpend.Spent> runs) {
        return runs.stream().map(RunSpend.Spent::costUsd).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
