package org.opendatagov.orchestrator.experts.compliance;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** GDPR Chapter V: what goes, or lies, outside the EEA needs an adequacy decision (Art. 45), a safeguard (Art. 46) or a derogation (Art. 49). */
final class TransferCheck implements Check {
    private static final String SAFEGUARD = "transfer_safeguard";

    private final Countries countries;

    TransferCheck(Countries countries) {
        this.countries = countries;
    }

    @Override
    public Outcome of(Facts facts) {
        Set<String> places =
                new LinkedHashSet<>(facts.declared().region().stream().toList());
        places.addAll(facts.declared().transfers());
        Set<String> unknown = new TreeSet<>();
        Set<String> third = new TreeSet<>();
        for (String place : places) {
            countries
                    .country(place)
                    .ifPresentOrElse(
                            country -> {
                                if (!countries.eea().contains(country)
                                        && !countries.adequate().contains(country)) {
                                    third.add(country);
                                }
                            },
                            () -> unknown.add(place));
        }
        return judged(facts.declared().transferSafeguard(), unknown, third);
    }

    private Outcome judged(Optional<String> safeguard, Set<String> unknown, Set<String> third) {
        Set<String> uncovered = new TreeSet<>(third);
        uncovered.removeAll(countries.partlyAdequate());
        if (safeguard.filter("adequacy_decision"::equals).isPresent() && !uncovered.isEmpty()) {
            return Outcome.violated(
                    "An adequacy decision is declared, but there is none for %s (%s)."
                            .formatted(String.join(", ", uncovered), countries.date()),
                    Map.of("countries", List.copyOf(uncovered)));
        }
        if (!third.isEmpty() && safeguard.isEmpty()) {
            return Outcome.needs(
                    SAFEGUARD,
                    "The data lies in or goes to %s, outside the EEA, and no safeguard is declared."
                            .formatted(String.join(", ", third)));
        }
        if (!unknown.isEmpty()) {
            return Outcome.needs(
                    "country",
                    "In which country these places lie is not known: %s; declare them by ISO 3166-1 code."
                            .formatted(String.join(", ", unknown)));
        }
        return Outcome.satisfied(
                third.isEmpty()
                        ? "All declared places are in the EEA or covered by an adequacy decision (%s)."
                                .formatted(countries.date())
                        : "Transfers to %s rest on the declared safeguard.".formatted(String.join(", ", third)),
                Map.of());
    }
}
