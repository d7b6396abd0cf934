package org.opendatagov.orchestrator.privacy;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a column's label hints at, in English, Portuguese, Spanish, German and French. */
final class Label {
    private static final Map<Detector, List<String>> HINTS = hints();
    private static final Map<String, List<String>> SPECIAL = Map.of(
            "health",
                    List.of(
                            "diagnosis",
                            "diagnose",
                            "disease",
                            "icd",
                            "medical",
                            "health",
                            "medication",
                            "blood",
                            "disability",
                            "saude",
                            "salud",
                            "gesundheit",
                            "krankheit",
                            "sante",
                            "maladie"),
            "ethnicity", List.of("ethnicity", "ethnic", "race", "raca", "etnia", "raza", "herkunft", "ethnie"),
            "religion", List.of("religion", "religious", "religiao", "faith", "konfession"),
            "politics", List.of("political", "politics", "politica", "partei"),
            "union",
                    List.of("union_member", "trade_union", "union_membership", "sindicato", "gewerkschaft", "syndicat"),
            "sex_life", List.of("sexual", "sexual_orientation", "orientation"),
            "biometric", List.of("biometric", "fingerprint_template", "face_template", "iris", "retina", "voiceprint"),
            "criminal", List.of("criminal", "conviction", "convictions", "offence", "vorstrafe"));

    private final Set<String> tokens;
    private final String joined;

    Label(String label) {
        String plain = Normalizer.normalize(label, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        String separated = plain.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        this.tokens = new LinkedHashSet<>(Arrays.asList(separated.split("[^a-z0-9]+")));
        this.joined = "_" + String.join("_", tokens) + "_";
    }

    private static Map<Detector, List<String>> hints() {
        Map<Detector, List<String>> hints = new EnumMap<>(Detector.class);
        hints.put(Detector.EMAIL, List.of("email", "mail", "e_mail", "correo", "courriel"));
        hints.put(
                Detector.CREDIT_CARD,
                List.of(
                        "cc",
                        "card",
                        "credit_card",
                        "creditcard",
                        "card_number",
                        "cartao",
                        "tarjeta",
                        "kreditkarte",
                        "carte"));
        hints.put(Detector.IBAN, List.of("iban", "account", "bank_account", "konto", "conta", "cuenta", "compte"));
        hints.put(Detector.IP_ADDRESS, List.of("ip", "ip_address", "ipaddress", "ipv4", "ipv6", "client_ip"));
        hints.put(Detector.MAC_ADDRESS, List.of("mac", "mac_address"));
        hints.put(Detector.US_SSN, List.of("ssn", "social_security", "social_security_number", "socialsecurity"));
        hints.put(
                Detector.PHONE,
                List.of(
                        "phone",
                        "telephone",
                        "tel",
                        "mobile",
                        "cell",
                        "fax",
                        "telefone",
                        "celular",
                        "telefono",
                        "movil",
                        "telefon",
                        "handy",
                        "rufnummer",
                        "portable",
                        "phonenumber"));
        hints.put(Detector.NHS_NUMBER, List.of("nhs", "nhs_number"));
        hints.put(Detector.BR_CPF, List.of("cpf"));
        hints.put(Detector.PL_PESEL, List.of("pesel"));
        hints.put(Detector.IN_AADHAAR, List.of("aadhaar", "aadhar", "uidai"));
        hints.put(Detector.ES_NIF, List.of("nif", "nie", "dni"));
        hints.put(Detector.IT_FISCAL_CODE, List.of("codice_fiscale", "fiscal_code", "codicefiscale"));
        hints.put(Detector.UK_NINO, List.of("nino", "national_insurance"));
        hints.put(Detector.IN_PAN, List.of("pan"));
        hints.put(
                Detector.PERSON_NAME,
                List.of(
                        "first_name",
                        "last_name",
                        "firstname",
                        "lastname",
                        "fname",
                        "lname",
                        "surname",
                        "full_name",
                        "fullname",
                        "given_name",
                        "family_name",
                        "middle_name",
                        "maiden_name",
                        "customer_name",
                        "person_name",
                        "patient_name",
                        "contact_name",
                        "user_full_name",
                        "sobrenome",
                        "nome_completo",
                        "apellido",
                        "apellidos",
                        "nombre",
                        "vorname",
                        "nachname",
                        "familienname",
                        "prenom",
                        "nom_de_famille"));
        hints.put(
                Detector.POSTAL_ADDRESS,
                List.of(
                        "address",
                        "street",
                        "addr",
                        "street_address",
                        "home_address",
                        "endereco",
                        "rua",
                        "direccion",
                        "calle",
                        "adresse",
                        "strasse",
                        "anschrift",
                        "rue"));
        hints.put(Detector.GENDER, List.of("gender", "sex", "genero", "sexo", "geschlecht", "sexe", "genre"));
        hints.put(
                Detector.DATE,
                List.of(
                        "birth",
                        "birthdate",
                        "birthday",
                        "dob",
                        "date_of_birth",
                        "birth_date",
                        "born",
                        "nascimento",
                        "nacimiento",
                        "geburtsdatum",
                        "geburtstag",
                        "naissance"));
        return hints;
    }

    boolean hints(Detector detector) {
        return HINTS.getOrDefault(detector, List.of()).stream().anyMatch(this::says);
    }

    /** The special category (GDPR Art. 9, 10) that the label names. */
    Optional<String> special() {
        return SPECIAL.entrySet().stream()
                .filter(category -> category.getValue().stream().anyMatch(this::says))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }

    boolean says(String words) {
        return joined.contains("_" + words + "_");
    }

    /** Something that a label says it is, and a person's identifier is not. */
    boolean impersonal() {
        return Set.of(
                        "version",
                        "build",
                        "release",
                        "hash",
                        "checksum",
                        "sha",
                        "md5",
                        "price",
                        "amount",
                        "product",
                        "file",
                        "company",
                        "city",
                        "country",
                        "timestamp",
                        "vendor",
                        "brand",
                        "category",
                        "sku")
                .stream()
                .anyMatch(tokens::contains);
    }
}
