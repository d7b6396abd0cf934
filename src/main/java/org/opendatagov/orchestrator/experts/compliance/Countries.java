package org.opendatagov.orchestrator.experts.compliance;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where places lie for Chapter V of the GDPR and Art. 33 of the LGPD.
 *
 * @param date on which the lists were true
 * @param adequate countries with an adequacy decision; {@code partlyAdequate} those where it covers some recipients only
 * @param adequateForBrazil those whose adequacy Brazil's ANPD recognised (LGPD Art. 33 I)
 * @param regions country by cloud region
 */
record Countries(
        String date,
        List<String> eea,
        List<String> adequate,
        List<String> partlyAdequate,
        List<String> adequateForBrazil,
        Map<String, String> regions) {
    Countries {
        eea = List.copyOf(eea);
        adequate = List.copyOf(adequate);
        partlyAdequate = List.copyOf(partlyAdequate);
        adequateForBrazil = List.copyOf(adequateForBrazil);
        regions = Map.copyOf(regions);
    }

    static Countries read() {
        return RuleFiles.read("/rules/countries.yaml", Countries.class);
    }

    /** The country of a place: of a known region, or a code itself; UK is taken for GB. */
    Optional<String> country(String place) {
        String known = regions.get(place.toLowerCase(Locale.ROOT));
        String code = place.toUpperCase(Locale.ROOT);
        if (known != null) {
            return Optional.of(known);
        }
        return code.matches("[A-Z]{2}") || code.equals("EEA")
                ? Optional.of(code.equals("UK") ? "GB" : code)
                : Optional.empty();
    }
}
