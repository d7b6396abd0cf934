package org.opendatagov.orchestrator.experts.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/** A line of an estimate: its amount is quantity times unit price to the last digit, so that lines add up exactly. */
record CostLine(String item, BigDecimal quantity, String unit, BigDecimal unitPrice) {
    /** A billionth: of a GB that is about a byte. */
    private static final int SCALE = 9;

    CostLine {
        quantity = plain(quantity.setScale(SCALE, RoundingMode.HALF_UP));
        unitPrice = plain(unitPrice);
    }

    BigDecimal amount() {
        return plain(quantity.multiply(unitPrice));
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

    /** Without needless zeros, and never as 1E+3. */
    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
