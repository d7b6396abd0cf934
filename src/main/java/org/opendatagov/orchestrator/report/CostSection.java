package org.opendatagov.orchestrator.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.report.RunReport.Cost;
import org.opendatagov.orchestrator.report.RunReport.CostLine;

/** What a run estimated; amounts and total are worked out from the quantities, so that they add up to the last digit. */
final class CostSection {
    private CostSection() {}

    static Optional<Cost> of(Results results) {
        return results.of("estimate_storage_cost").stream().findFirst().map(report -> cost(report.result()));
    }

    private static Cost cost(Map<String, Object> result) {
        List<Map<?, ?>> lines = Results.maps(result.get("lines"));
        BigDecimal total = lines.stream().map(CostSection::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Cost(
                lines.stream().map(CostSection::line).toList(),
                plain(total),
                Results.text(result, "currency"),
                Results.text(result, "price_date"),
                plain(Results.number(result, "months")),
                Results.texts(result.get("assumptions")));
    }

    private static BigDecimal amount(Map<?, ?> line) {
        return Results.number(line, "quantity").multiply(Results.number(line, "unit_price"));
    }

    private static CostLine line(Map<?, ?> line) {
        return new CostLine(
                Results.text(line, "item"),
                plain(Results.number(line, "quantity")),
                Results.text(line, "unit"),
                plain(Results.number(line, "unit_price")),
                plain(amount(line)));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
