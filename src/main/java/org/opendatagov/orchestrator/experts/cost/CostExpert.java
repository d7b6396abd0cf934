package org.opendatagov.orchestrator.experts.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.Declarations;
import org.opendatagov.orchestrator.catalog.ProcessingSchedule;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.expert.ActionInputs;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.springframework.stereotype.Component;

/** Says what a dataset costs a month: its storage, and its processing where a schedule is declared. */
@Component
public class CostExpert implements Expert {
    private final Datasets datasets;
    private final Catalog catalog;
    private final PriceSheet prices;

    public CostExpert(Datasets datasets, Catalog catalog, CostSettings settings) {
        this.datasets = datasets;
        this.catalog = catalog;
        this.prices = PriceSheet.read(settings.priceSheet());
    }

    @Override
    public String name() {
        return "CostExpert";
    }

    @Override
    public List<ExpertAction> actions() {
        return List.of(CostSchemas.ESTIMATE);
    }

    @Override
    public ExpertReport perform(ExpertRequest request) {
        ActionInputs.accept(this, request);
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
