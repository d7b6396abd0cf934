package org.opendatagov.orchestrator.experts.compliance;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.opendatagov.orchestrator.dataset.Datasets;

/** The checks by name. */
final class Checks {
    private static final Set<String> DIRECT = Set.of("email", "phone", "credit_card", "iban", "us_ssn", "person_name");
    /** Bases that Brazil's law has and the GDPR has not (LGPD Art. 7 IV, VI, VIII, X). */
    private static final Set<String> BRAZILIAN =
            Set.of("research", "legal_proceedings", "health_protection", "credit_protection");
    /** Bases of Art. 7 of the LGPD that Art. 11 lacks. */
    private static final Set<String> NOT_FOR_SENSITIVE = Set.of("legitimate_interests", "credit_protection");

    private final Check retention;
    private final Check consent;
    private final Check transfers;
    private final Check transfersFromBrazil;
    private final Check birthDates;
    private final Check areas;
    private final Check years;
    private final Check ages;

    Checks(Datasets datasets, Clock clock) {
        Countries countries = Countries.read();
        ColumnCounts counts = new ColumnCounts(datasets);
        this.retention = new RetentionCheck(new Ageing(datasets, clock));
        this.consent = new ConsentCheck(datasets);
        this.transfers = TransferCheck.outOfTheEea(countries);
        this.transfersFromBrazil = TransferCheck.outOfBrazil(countries);
        this.birthDates = new BirthDateCheck(counts, clock);
        this.areas = new AreaCheck(counts, SmallAreas.read());
        this.years = new YearCheck(counts, clock);
        this.ages = new AgeCheck(counts);
    }

    /** What can be said where all declarations are there: the worse of what the rule forbids and what it computes. */
    Outcome outcome(Rule rule, Facts facts) {
        Outcome forbidden = rule.forbids().map(forbids -> forbids.in(facts)).orElse(Outcome.satisfied());
        Outcome computed = rule.check().map(check -> check(check, rule, facts)).orElse(forbidden);
        return computed.verdict().compareTo(forbidden.verdict()) <= 0 ? merged(computed, forbidden) : forbidden;
    }

    private static Outcome merged(Outcome worse, Outcome other) {
        if (worse.verdict() != other.verdict() || other.reason().isEmpty() || worse.equals(other)) {
            return worse;
        }
        Map<String, Object> figures = new LinkedHashMap<>(other.figures());
        figures.putAll(worse.figures());
        String reason = worse.reason().isEmpty() ? other.reason() : other.reason() + " " + worse.reason();
        Set<String> missing = new java.util.LinkedHashSet<>(worse.missing());
        missing.addAll(other.missing());
        return new Outcome(worse.verdict(), java.util.List.copyOf(missing), reason, figures);
    }

    private Outcome check(Rule.CheckName name, Rule rule, Facts facts) {
        return switch (name) {
            case EXPLICIT_CONSENT -> explicitConsent(facts);
            case OFFICIAL_AUTHORITY ->
                Outcome.needs("legal_authority", "No declaration can show this; a person must judge it.");
            case CONSENT_RECORDED -> consent.of(facts);
            case PARENTAL_CONSENT -> parentalConsent(facts);
            case RETENTION_KEPT -> retention.of(facts);
            case TRANSFERS_SAFEGUARDED -> transfers.of(facts);
            case TRANSFERS_FROM_BRAZIL -> transfersFromBrazil.of(facts);
            case PSEUDONYMS_SHOWN -> pseudonyms(facts);
            case BASIS_OF_GDPR -> basisOfGdpr(facts);
            case BASIS_OF_LGPD -> Outcome.satisfied();
            case SENSITIVE_BASIS_OF_LGPD -> sensitiveBasis(facts);
            case COLUMNS_JUSTIFIED -> Subjects.justified(facts);
            case PERSON_CAN_BE_FOUND -> Subjects.canBeFound(facts);
            case BIRTH_DATES_POSSIBLE -> birthDates.of(facts);
            case DECLARATIONS_AGREE -> Contradictions.of(facts);
            case AREAS_LARGE -> areas.of(facts);
            case YEARS_ALONE -> years.of(facts);
            case AGES_BELOW_90 -> ages.of(facts);
            case NO_UNIQUE_CODES -> Subjects.uniqueCodes(facts);
            case FOR_PEOPLE ->
                Outcome.needs(rule.title().toLowerCase(java.util.Locale.ROOT).replace(' ', '_'), rule.forPeople());
        };
    }

    private static Outcome explicitConsent(Facts facts) {
        boolean byConsent = facts.declared()
                .specialCategoryCondition()
                .filter("explicit_consent"::equals)
                .isPresent();
        return byConsent && facts.declared().consentSource().isEmpty()
                ? Outcome.needs("consent_source", "Explicit consent is declared, but not where it is recorded.")
                : Outcome.satisfied();
    }

    private static Outcome parentalConsent(Facts facts) {
        return basis(facts).map("consent"::equals).orElse(true)
                ? Outcome.needs(
                        "parental_consent",
                        "Children are among the data subjects, and no basis but consent is declared; a person must show whose consent it is.")
                : Outcome.satisfied("The declared basis is not consent.", Map.of());
    }

    private static java.util.Optional<String> basis(Facts facts) {
        return facts.declared().lawfulBasis();
    }

    private static Outcome basisOfGdpr(Facts facts) {
        return basis(facts)
                .filter(BRAZILIAN::contains)
                .map(basis -> Outcome.needs(
                        "lawful_basis",
                        "The declared basis, %s, is one of the LGPD and none of Art. 6(1).".formatted(basis)))
                .orElse(Outcome.satisfied());
    }

    private static Outcome sensitiveBasis(Facts facts) {
        String basis = basis(facts).orElse("");
        if (NOT_FOR_SENSITIVE.contains(basis)) {
            return Outcome.violated(
                    "The declared basis, %s, is none of Art. 11.".formatted(basis), Map.of("lawful_basis", basis));
        }
        return basis.equals("contract")
                ? Outcome.needs(
                        "exercise_of_rights",
                        "A contract is a basis only for the regular exercise of rights (Art. 11 II d); a person must judge it.")
                : Outcome.satisfied();
    }

    /** Values of pseudonyms may look real: what is found asks for proof and proves nothing itself. */
    private static Outcome pseudonyms(Facts facts) {
        Set<String> claimed = new TreeSet<>(facts.declared().maskingMeasures());
        claimed.remove("masking");
        Set<String> found = new TreeSet<>(facts.classes());
        found.retainAll(DIRECT);
        return claimed.isEmpty() || found.isEmpty()
                ? Outcome.satisfied()
                : Outcome.needs(
                        "proof_of_" + claimed.iterator().next(),
                        "%s is declared, yet values validate as %s; show that they are not the real ones."
                                .formatted(String.join(", ", claimed), String.join(", ", found)));
    }
}
