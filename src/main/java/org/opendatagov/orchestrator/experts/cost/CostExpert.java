package org.opendatagov.orchestrator.experts.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.ProcessingSchedule;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Schemas;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** Says what a dataset costs a month: its storage, and its processing where a schedule is declared. */
@Component
public class CostExpert implements Expert {
    private static final ExpertAction ESTIMATE = new ExpertAction(
            "estimate_storage_cost",
            "cost_optimization",
            "Estimates what storing a dataset costs a month, and processing it where a schedule is declared",
            Schemas.object(Map.of(
                    "file_path", Schemas.dataset(),
                    "bytes", Schemas.number("Size, where there is no dataset yet"),
                    "storage_class", Schemas.text("standard unless told otherwise"),
                    "replicas", Schemas.number("Copies, 1 unless told otherwise"))),
            Schemas.object(
                    Map.of(
                            "lines",
                                    Schemas.list(Schemas.object(
                                            Map.of(
                                                    "item", Schemas.text(),
                                                    "quantity", Schemas.number(),
                                                    "unit", Schemas.text(),
                                                    "unit_price", Schemas.number(),
                                                    "amount", Schemas.number()),
                                            "item",
                                            "quantity",
                                            "unit",
                                            "unit_price",
                                            "amount")),
                            "total", Schemas.number(),
                            "currency", Schemas.text(),
                            "price_date", Schemas.text()),
                    "lines",
                    "total",
                    "currency",
                    "price_date"));
    private static final BigDecimal GB = BigDecimal.valueOf(1L << 30);
    /** Amounts are rounded to a millionth of the currency; the total is the sum of the rounded ones. */
    private static final int SCALE = 6;

    private final Datasets datasets;
    private final Catalog catalog;
    private final PriceSheet prices = PriceSheet.read("/rules/prices/aws-s3.yaml");

    public CostExpert(Datasets datasets, Catalog catalog) {
        this.datasets = datasets;
        this.catalog = catalog;
    }

    /** A line of the estimate. */
    private record Line(String item, BigDecimal quantity, String unit, BigDecimal unitPrice) {
        BigDecimal amount() {
            return quantity.multiply(unitPrice).setScale(SCALE, RoundingMode.HALF_UP);
        }

        Map<String, Object> describe() {
            Map<String, Object> described = new LinkedHashMap<>();
            described.put("item", item);
            described.put("quantity", quantity);
            described.put("unit", unit);
            described.put("unit_price", unitPrice);
            described.put("amount", amount());
            return described;
        }
    }

    @Override
    public String name() {
        return "CostExpert";
    }

    @Override
    public List<ExpertAction> actions() {
        return List.of(ESTIMATE);
    }

    @Override
    public ExpertReport perform(ExpertRequest request) {
        if (!request.action().equals(ESTIMATE.name())) {
            throw new OrchestratorException(
                    ErrorCode.UNKNOWN_ACTION,
                    "CostExpert knows estimate_storage_cost, not '" + request.action() + "'.");
        }
        Optional<Dataset> dataset =
                request.text("file_path").map(location -> datasets.open(location, request.fingerprints()));
        BigDecimal bytes = dataset.map(found -> BigDecimal.valueOf(found.bytes()))
                .or(() -> number(request, "bytes"))
                .orElseThrow(() -> new OrchestratorException(
                        ErrorCode.INVALID_INPUT, "estimate_storage_cost needs 'file_path' or 'bytes'."));
        String storageClass = request.text("storage_class").orElse("standard");
        BigDecimal replicas = number(request, "replicas").orElse(BigDecimal.ONE);
        List<Line> lines = new ArrayList<>();
        BigDecimal size = bytes.multiply(replicas).divide(GB, 9, RoundingMode.HALF_UP);
        lines.add(new Line("storage, " + storageClass, size, "GB-month", prices.storage(storageClass)));
        dataset.flatMap(found -> catalog.declarations(found.location()).schedule())
                .ifPresent(schedule -> lines.add(compute(schedule)));
        return report(dataset, lines);
    }

    private static Optional<BigDecimal> number(ExpertRequest request, String name) {
        Object value = request.inputs().get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Number number && number.doubleValue() >= 0) {
            return Optional.of(new BigDecimal(number.toString()));
        }
        throw new OrchestratorException(ErrorCode.INVALID_INPUT, "Input '" + name + "' must be a number of 0 or more.");
    }

    private static Line compute(ProcessingSchedule schedule) {
        BigDecimal hours = BigDecimal.valueOf(schedule.runsPerMonth())
                .multiply(BigDecimal.valueOf(schedule.hoursPerRun()))
                .multiply(BigDecimal.valueOf(schedule.executors()));
        return new Line("compute, as scheduled", hours, "executor-hour", BigDecimal.valueOf(schedule.executorRate()));
    }

    private ExpertReport report(Optional<Dataset> dataset, List<Line> lines) {
        BigDecimal total = lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        Subject subject = Subject.ofDataset(dataset.map(Dataset::location).orElse("given size"));
        Findings findings = new Findings();
        String id = findings.evidence(
                "monthly_cost",
                "cost",
                subject,
                "Quantity times list price",
                Map.of("total", total, "currency", prices.currency()));
        findings.rule(
                Severity.INFO,
                "It costs %s %s a month".formatted(shown(total), prices.currency()),
                String.join(
                        "; ",
                        lines.stream()
                                .map(line -> line.item() + " " + shown(line.amount()))
                                .toList()),
                subject,
                1,
                id,
                "",
                "Amazon S3 list prices " + prices.region() + ", " + prices.priceDate());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("lines", lines.stream().map(Line::describe).toList());
        result.put("total", total);
        result.put("currency", prices.currency());
        result.put("price_date", prices.priceDate());
        return new ExpertReport(
                "%s %s a month".formatted(shown(total), prices.currency()),
                findings.findings(),
                findings.evidence(),
                result,
                Map.of("monthly_cost", total),
                dataset.map(found -> Map.of(found.location(), found.fingerprint()))
                        .orElse(Map.of()));
    }

    private static String shown(BigDecimal amount) {
        BigDecimal cents = amount.setScale(2, RoundingMode.HALF_UP);
        boolean tiny = cents.signum() == 0 && amount.signum() > 0;
        return tiny ? "less than 0.01" : cents.toPlainString();
    }
}
