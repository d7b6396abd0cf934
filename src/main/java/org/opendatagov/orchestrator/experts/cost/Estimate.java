package org.opendatagov.orchestrator.experts.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;

/** Lines with what they rest on. */
record Estimate(
        List<CostLine> lines,
        BigDecimal bytes,
        String region,
        String storageClass,
        BigDecimal months,
        List<String> assumptions) {
    /** An estimate at list prices; discounts and other data in the account are not known. */
    private static final double CONFIDENCE = 0.9;

    Estimate {
        lines = List.copyOf(lines);
        assumptions = List.copyOf(assumptions);
    }

    BigDecimal total() {
        return CostLine.plain(lines.stream().map(CostLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    ExpertReport report(Optional<Dataset> dataset, PriceSheet prices) {
        Findings findings = new Findings();
        Subject subject = new Subject(dataset.map(Dataset::location).orElse(null), null, null);
        String id = findings.evidence(
                "cost", "cost", subject, "Quantities times list prices", Map.of("total", total(), "bytes", bytes));
        findings.rule(
                Severity.INFO,
                "It costs " + summary(prices),
                String.join("; ", lines.stream().map(this::shown).toList()) + ".",
                subject,
                CONFIDENCE,
                id,
                "",
                "List prices of %s for %s, %s".formatted(prices.priceDate(), region, prices.source()));
        return new ExpertReport(
                summary(prices),
                findings.findings(),
                findings.evidence(),
                result(prices),
                Map.of("total_cost", total(), "cost_months", months),
                dataset.map(found -> Map.of(found.location(), found.fingerprint()))
                        .orElse(Map.of()));
    }

    private String shown(CostLine line) {
        return line.item() + " " + shown(line.amount());
    }

    private Map<String, Object> result(PriceSheet prices) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("lines", lines.stream().map(CostLine::describe).toList());
        result.put("total", total());
        result.put("currency", prices.currency());
        result.put("price_date", prices.priceDate());
        result.put("price_source", prices.source());
        result.put("region", region);
        result.put("storage_class", storageClass);
        result.put("months", CostLine.plain(months));
        result.put("bytes", CostLine.plain(bytes));
        result.put("assumptions", assumptions);
        return result;
    }

    private String summary(PriceSheet prices) {
        String period = months.compareTo(BigDecimal.ONE) == 0
                ? "a month"
                : "in %s months".formatted(CostLine.plain(months).toPlainString());
        return "%s %s %s".formatted(shown(total()), prices.currency(), period);
    }

    private static String shown(BigDecimal amount) {
        BigDecimal cents = amount.setScale(2, RoundingMode.HALF_UP);
        boolean tiny = cents.signum() == 0 && amount.signum() > 0;
        return tiny ? "less than 0.01" : String.format(java.util.Locale.ROOT, "%,.2f", cents);
    }
}
