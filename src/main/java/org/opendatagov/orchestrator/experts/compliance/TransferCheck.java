package org.opendatagov.orchestrator.experts.compliance;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What goes, or lies, outside of where a law holds needs an adequacy decision, a safeguard or a derogation: GDPR Chapter V (Art. 45, 46, 49),
 * LGPD Art. 33.
 */
final class TransferCheck implements Check {
    private static final String SAFEGUARD = "transfer_safeguard";

    private final Countries countries;
    private final String home;
    private final Set<String> open;
    private final Set<String> partly;

    private TransferCheck(
            Countries countries, String home, List<String> inside, List<String> adequate, List<String> partly) {
        this.countries = countries;
        this.home = home;
        this.open = new TreeSet<>(inside);
        this.open.addAll(adequate);
        this.partly = Set.copyOf(partly);
    }

    static TransferCheck outOfTheEea(Countries countries) {
        return new TransferCheck(
                countries, "the EEA", countries.eea(), countries.adequate(), countries.partlyAdequate());
    }

    static TransferCheck outOfBrazil(Countries countries) {
        return new TransferCheck(countries, "Brazil", List.of("BR"), countries.adequateForBrazil(), List.of());
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
                                if (!open.contains(country)) {
                                    third.add(country);
                                }
                            },
                            () -> unknown.add(place));
        }
        return judged(facts.declared().transferSafeguard(), unknown, third);
    }

    private Outcome judged(Optional<String> safeguard, Set<String> unknown, Set<String> third) {
        Set<String> uncovered = new TreeSet<>(third);
        uncovered.removeAll(partly);
        if (safeguard.filter("adequacy_decision"::equals).isPresent() && !uncovered.isEmpty()) {
            return Outcome.violated(
                    "An adequacy decision is declared, but there is none for %s (%s)."
                            .formatted(String.join(", ", uncovered), countries.date()),
                    Map.of("countries", List.copyOf(uncovered)));
        }
        if (!third.isEmpty() && safeguard.isEmpty()) {
            return Outcome.needs(
                    SAFEGUARD,
                    "The data lies in or goes to %s, outside %s, and no safeguard is declared."
                            .formatted(String.join(", ", third), home));
        }
        if (!unknown.isEmpty()) {
            return Outcome.needs(
                    "country",
                    "In which country these places lie is not known: %s; declare them by ISO 3166-1 code."
                            .formatted(String.join(", ", unknown)));
        }
        return Outcome.satisfied(
                third.isEmpty()
                        ? "All declared places are in %s or covered by an adequacy decision (%s)."
                                .formatted(home, countries.date())
                        : "Transfers to %s rest on the declared safeguard.".formatted(String.join(", ", third)),
                Map.of());
    }
}
