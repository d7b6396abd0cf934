package org.opendatagov.orchestrator.experts.security;

import java.util.Map;
import java.util.Set;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.privacy.ColumnVerdict;

/** How much harm a class does when it leaks, after the factors of NIST SP 800-122, section 3.2: identifiers of finance and state are worst. */
final class Sensitivity {
    private static final Set<String> HIGH = Set.of(
            "credit_card",
            "iban",
            "us_ssn",
            "nhs_number",
            "br_cpf",
            "pl_pesel",
            "in_aadhaar",
            "es_nif",
            "it_fiscal_code",
            "uk_nino",
            "in_pan",
            "us_itin",
            "br_cnpj",
            "pt_nif",
            "fr_nir",
            "de_tax_id",
            "nl_bsn",
            "ca_sin",
            "au_tfn",
            "au_medicare",
            "passport",
            "driver_licence",
            "bank_account",
            "crypto_address",
            "criminal");
    private static final Set<String> MEDIUM = Set.of(
            "email",
            "phone",
            "person_name",
            "birth_date",
            "postal_address",
            "ip_address",
            "user_name",
            "us_npi",
            "us_dea");
    private static final Map<String, String> MASKS = Map.ofEntries(
            Map.entry("email", "hash the local part with a salt, keep the domain"),
            Map.entry("phone", "keep the country code, replace the rest"),
            Map.entry("credit_card", "keep the last four digits at most (PCI DSS 4.0, 3.4.1) or tokenise"),
            Map.entry("us_ssn", "tokenise, or keep the last four digits"),
            Map.entry("iban", "tokenise"),
            Map.entry("ip_address", "generalise to the /24 or /48 network"),
            Map.entry("birth_date", "generalise to the year"),
            Map.entry("person_name", "replace by a pseudonym"),
            Map.entry("postal_address", "generalise to the region or the first three digits of the postal code"),
            Map.entry("gender", "drop it where the purpose does not need it"));

    private Sensitivity() {}

    static Severity of(ColumnVerdict verdict) {
        if (verdict.specialCategory() || verdict.classes().stream().anyMatch(found -> HIGH.contains(found.name()))) {
            return Severity.HIGH;
        }
        boolean medium = verdict.classes().stream().anyMatch(found -> MEDIUM.contains(found.name()));
        return medium ? Severity.MEDIUM : Severity.LOW;
    }

    static String mask(String className) {
        return MASKS.getOrDefault(className, "tokenise, or drop it where the purpose does not need it");
    }
}
