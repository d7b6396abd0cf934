package org.opendatagov.orchestrator.experts.cost;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.Declarations;
import org.opendatagov.orchestrator.catalog.ProcessingSchedule;
import org.opendatagov.orchestrator.catalog.RunSpend;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.expert.ActionInputs;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.spark.EventLog;
import org.opendatagov.orchestrator.spark.EventLogs;
import org.springframework.stereotype.Component;

/** Says what datasets and jobs cost, and what could be saved. */
@Component
public class CostExpert implements Expert {
    /** Of a larger catalogue those seen last count, said so. */
    private static final int MOST_DATASETS = 10_000;

    private static final int MONTHS = 12;

    private final Datasets datasets;
    private final Catalog catalog;
    private final PriceSheet prices;
    private final ComputePrices computePrices;
    private final EventLogs logs;
    private final Optional<RunSpend> spend;
    private final Clock clock;

    public CostExpert(
            Datasets datasets,
            Catalog catalog,
            CostSettings settings,
            EventLogs logs,
            Optional<RunSpend> spend,
            Clock clock) {
        this.datasets = datasets;
        this.catalog = catalog;
        this.prices = PriceSheet.read(settings.priceSheet());
        this.computePrices = ComputePrices.read(settings.computePriceSheet());
        this.logs = logs;
        this.spend = spend;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "CostExpert";
    }

    @Override
    public List<ExpertAction> actions() {
        return List.of(CostSchemas.ESTIMATE, ComputeSchemas.ESTIMATE, ComputeSchemas.OPTIMIZE, SpendSchemas.ANALYZE);
    }

    @Override
    public ExpertReport perform(ExpertRequest request) {
        String action = ActionInputs.accept(this, request).name();
        return switch (action) {
            case "estimate_compute_cost" -> estimate(request);
            case "suggest_resource_optimization" -> optimize(request);
            case "analyze_spend" -> spend(request);
            default -> storage(request);
        };
    }

    private ExpertReport estimate(ExpertRequest request) {
        Optional<EventLog> log = log(request);
        return compute(request, log).estimate(log.map(EventLog::fingerprints).orElse(Map.of()));
    }

    private ExpertReport optimize(ExpertRequest request) {
        Optional<EventLog> log = log(request);
        return compute(request, log)
                .optimize(request, log.map(EventLog::fingerprints).orElse(Map.of()));
    }

    /** Where inputs or an analysis before tell the hours, a log need not be read again. */
    private Optional<EventLog> log(ExpertRequest request) {
        if (ComputeUse.ofInputs(request).isPresent()
                || ComputeUse.ofContext(request).isPresent()) {
            return Optional.empty();
        }
        return request.text("event_log")
                .map(location -> logs.read(location, request.fingerprints()))
                .or(() -> request.text("pipeline_id").map(logs::newest));
    }

    private ComputeReports compute(ExpertRequest request, Optional<EventLog> log) {
        Optional<ComputeUse> read = log.map(found -> ComputeUse.of(found.application()));
        return new ComputeReports(ComputeQuestion.of(request, read, computePrices), computePrices);
    }

    private ExpertReport spend(ExpertRequest request) {
        int months = request.inputs().get("months") instanceof Number number
                ? Math.clamp(number.longValue(), 1, 1200)
                : MONTHS;
        Instant from =
                clock.instant().atOffset(ZoneOffset.UTC).minusMonths(months).toInstant();
        List<String> assumptions = new ArrayList<>();
        assumptions.add(
                "Storage is that of the sizes seen last, in the declared region, as %s; compute is that of declared schedules."
                        .formatted(prices.defaultClass()));
        assumptions.add(
                spend.isPresent()
                        ? "Runs of the last %d months are counted.".formatted(months)
                        : "Past runs are not known where the expert runs apart from the orchestrator.");
        List<CatalogDataset> found = catalog.search(request.text("search").orElse(""), MOST_DATASETS);
        if (found.size() == MOST_DATASETS) {
            assumptions.add("Only the %,d datasets seen last are counted.".formatted(MOST_DATASETS));
        }
        long unknown =
                found.stream().filter(dataset -> dataset.bytes().isEmpty()).count();
        if (unknown > 0) {
            assumptions.add("%d datasets are known by name alone; their storage counts as nothing.".formatted(unknown));
        }
        SpendReport report =
                new SpendReport(prices, spend.map(runs -> runs.since(from)).orElse(List.of()));
        found.forEach(dataset -> report.add(dataset, month(dataset)));
        return report.report(assumptions);
    }

    private Estimate month(CatalogDataset dataset) {
        CostQuestion question = CostQuestion.ofBytes(dataset.bytes().orElse(0));
        return estimate(question, Optional.empty(), dataset.declarations());
    }

    private ExpertReport storage(ExpertRequest request) {
        CostQuestion question = CostQuestion.of(request, prices);
        Optional<Dataset> dataset = question.location().map(found -> datasets.open(found, request.fingerprints()));
        Declarations declared =
                dataset.map(found -> catalog.declarations(found.location())).orElse(Declarations.none());
        Estimate estimate = estimate(question, dataset, declared);
        return estimate.report(dataset, prices);
    }

    private Estimate estimate(CostQuestion question, Optional<Dataset> dataset, Declarations declared) {
        List<String> assumptions = new ArrayList<>();
        assumptions.add("No other data shares the account's price tiers; taxes and transfer out are not included.");
        String region = region(question, declared, assumptions);
        String name = prices.className(question.storageClass().orElse(prices.defaultClass()));
        StorageClass prices = this.prices.find(region, name).orElseThrow();
        BigDecimal bytes = dataset.map(found -> BigDecimal.valueOf(found.bytes()))
                .or(question::bytes)
                .orElseThrow();
        List<CostLine> lines = new ArrayList<>(StorageLines.of(
                question,
                name,
                prices,
                bytes,
                dataset.map(found -> Math.max(1, found.parts().size())),
                this.prices
                        .find(region, this.prices.defaultClass())
                        .map(StorageClass::firstPrice)
                        .orElse(prices.firstPrice())));
        declared.schedule().map(schedule -> compute(schedule, question.time())).ifPresent(lines::add);
        if (question.months().isEmpty() && prices.minimumDays() > 0) {
            assumptions.add(
                    "The data stays at least %d days, the shortest time billed.".formatted(prices.minimumDays()));
        }
        return new Estimate(lines, bytes, region, name, question.time(), assumptions);
    }

    /** The region asked for, else the declared one; where that has no prices, those of the sheet's own region, said so. */
    private String region(CostQuestion question, Declarations declared, List<String> assumptions) {
        Optional<String> wanted = question.region().or(declared::region);
        if (wanted.isPresent() && prices.regionNames().contains(wanted.get())) {
            return wanted.get();
        }
        wanted.ifPresent(region ->
                assumptions.add("The price sheet does not know the declared region '%s'; prices are those of %s."
                        .formatted(region, prices.defaultRegion())));
        return prices.defaultRegion();
    }

    private static CostLine compute(ProcessingSchedule schedule, BigDecimal months) {
        BigDecimal hours = BigDecimal.valueOf(schedule.runsPerMonth())
                .multiply(BigDecimal.valueOf(schedule.hoursPerRun()))
                .multiply(BigDecimal.valueOf(schedule.executors()))
                .multiply(months);
        return new CostLine(
                "compute, as scheduled", hours, "executor-hour", BigDecimal.valueOf(schedule.executorRate()));
    }
}
