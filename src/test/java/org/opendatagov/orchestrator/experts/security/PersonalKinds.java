package org.opendatagov.orchestrator.experts.security;

import static org.opendatagov.orchestrator.experts.security.Identifiers.grouped;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Kinds of columns that hold personal data. */
final class PersonalKinds {
    private static final List<String> GIVEN = List.of(
            "Amanda",
            "Albert",
            "Evelyn",
            "Denise",
            "Carlos",
            "Kathryn",
            "Samuel",
            "Harry",
            "José",
            "Emily",
            "Susan",
            "Clarence",
            "Roger",
            "Maria",
            "Jack",
            "Rose",
            "Julie",
            "Sarah",
            "Thomas",
            "Jürgen",
            "Anna",
            "Brandon",
            "Ashok",
            "Xóchitl",
            "Oluwaseun",
            "Wei",
            "Fatima",
            "João",
            "Inês",
            "Pierre",
            "Camille",
            "Heike",
            "Sven");
    private static final List<String> FAMILY = List.of(
            "Jordan",
            "Freeman",
            "Morgan",
            "Riley",
            "Burns",
            "White",
            "Holmes",
            "Howell",
            "Foster",
            "Stewart",
            "Perkins",
            "Barnes",
            "Hunter",
            "Silva",
            "Oliveira",
            "Müller",
            "Schneider",
            "Dubois",
            "Moreau",
            "García",
            "Fernández",
            "Kowalski",
            "Nguyen",
            "Patel",
            "Okonkwo",
            "Ivanova",
            "Rossi",
            "O'Brien",
            "Vandersloot",
            "Quisenberry");
    private final Identifiers ids;

    PersonalKinds(Identifiers ids) {
        this.ids = ids;
    }

    private String given() {
        return ids.one(GIVEN);
    }

    private String family() {
        return ids.one(FAMILY);
    }

    private String email() {
        String user = (given().charAt(0) + family() + ids.between(1, 99)).replaceAll("[^A-Za-z0-9]", "");
        return user.toLowerCase(Locale.ROOT) + "@"
                + ids.one(List.of("example.com", "mail.org", "web.de", "uol.com.br"));
    }

    private String phone(String form) {
        String area = ids.one(List.of("202", "212", "305", "312", "415", "617", "713", "206", "404", "503"));
        String number = area + ids.between(2, 9) + ids.between(2, 9) + ids.between(2, 9) + ids.digits(4);
        return switch (form) {
            case "plain" -> number;
            case "brackets" -> grouped(number, "", 10).replaceAll("(...)(...)(....)", "($1) $2-$3");
            case "dots" -> grouped(number, ".", 3, 3, 4);
            default -> "+1 " + grouped(number, "-", 3, 3, 4);
        };
    }

    private LocalDate birth() {
        return LocalDate.of(1935, 1, 1).plusDays(ids.between(0, 365 * 71));
    }

    private Supplier<String> birth(String format) {
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern(format, Locale.ENGLISH);
        return () -> formatter.format(birth());
    }

    private String street() {
        int number = ids.between(1, 2000);
        return switch (ids.between(0, 4)) {
            case 0 ->
                number + " " + ids.one(List.of("Main", "Oak", "Maple", "Elm")) + " "
                        + ids.one(List.of("Street", "Ave", "Rd", "Boulevard", "Dr."));
            case 1 -> ids.one(List.of("Haupt", "Garten", "Linden", "Berg")) + "straße " + ids.between(1, 99);
            case 2 -> ids.between(1, 99) + " rue " + ids.one(List.of("de la Paix", "Victor Hugo", "du Moulin"));
            case 3 -> "Rua " + ids.one(List.of("Augusta", "das Flores", "Direita")) + ", " + number;
            default -> "Calle " + ids.one(List.of("Mayor", "de Alcalá", "Real")) + " " + number;
        };
    }

    List<Kind> all() {
        return List.of(
                Kind.of("email", "email", "email customerEmail e-mail correo_electronico", this::email),
                Kind.of("given name", "person_name", "first_name prenom Vorname nombre", this::given),
                Kind.of("family name", "person_name", "last_name surname apellido Nachname", this::family),
                Kind.of(
                        "full name",
                        "person_name",
                        "fullName customer_name contact name",
                        () -> given() + " " + family()),
                Kind.of("name reversed", "person_name", "patient_name name", () -> family() + ", " + given()),
                Kind.of("phone brackets", "phone", "phone telefono Telefonnummer", () -> phone("brackets")),
                Kind.of("phone dots", "phone", "tel mobile_no", () -> phone("dots")),
                Kind.of("phone plus", "phone", "contactPhone celular", () -> phone("plus")),
                Kind.of("phone plain", "phone", "phone_number cellPhone", () -> phone("plain"))
                        .digits(),
                Kind.of("card", "credit_card", "cc card_number cartao_credito", ids::card)
                        .digits(),
                Kind.of("card grouped", "credit_card", "creditCard", () -> grouped(ids.card(), " ", 4)),
                Kind.of("iban", "iban", "iban IBAN konto", ids::iban),
                Kind.of("iban grouped", "iban", "bank_account", () -> grouped(ids.iban(), " ", 4)),
                Kind.of("ssn", "us_ssn", "ssn SSN socialSecurityNumber", ids::ssn),
                Kind.of("ssn plain", "us_ssn", "ssn soc_sec_no", () -> ids.ssn().replace("-", ""))
                        .digits(),
                Kind.of("itin", "us_itin", "itin", ids::itin),
                Kind.of("nhs", "nhs_number", "nhs_number NHSNumber", ids::nhs).digits(),
                Kind.of("nhs grouped", "nhs_number", "nhs_no", () -> grouped(ids.nhs(), " ", 3, 3, 4)),
                Kind.of("cpf", "br_cpf", "cpf cpf_cliente", ids::cpf).digits(),
                Kind.of("cpf written", "br_cpf", "CPF", () -> ids.cpf().replaceAll("(...)(...)(...)", "$1.$2.$3-")),
                Kind.of("cnpj", "br_cnpj", "cnpj", () -> ids.cnpj().replaceAll("(..)(...)(...)(....)", "$1.$2.$3/$4-")),
                Kind.of("pesel", "pl_pesel", "pesel", ids::pesel).digits(),
                Kind.of("sin", "ca_sin", "sin", () -> grouped(ids.sin(), " ", 3)),
                Kind.of("bsn", "nl_bsn", "bsn burgerservicenummer", ids::bsn).digits(),
                Kind.of("pt nif", "pt_nif", "nif contribuinte", ids::portugueseNif)
                        .digits(),
                Kind.of("tfn", "au_tfn", "tfn", ids::taxFileNumber).digits(),
                Kind.of("aba", "aba_routing", "routing_number aba", ids::aba),
                Kind.of("npi", "us_npi", "npi", ids::npi).digits(),
                Kind.of("dea", "us_dea", "dea_number", ids::dea),
                Kind.of("nif", "es_nif", "nif dni", ids::nif),
                Kind.of("nino", "uk_nino", "nino national_insurance_no", ids::nino),
                Kind.of("pan", "in_pan", "pan PAN_no", ids::pan),
                Kind.of("nir", "fr_nir", "numero_securite_sociale nir", ids::nir)
                        .digits(),
                Kind.of("passport", "passport", "passport_no Reisepassnummer", () -> "C" + ids.digits(8))
                        .labelled(),
                Kind.of("bank account", "bank_account", "account_number", () -> "1" + ids.digits(9))
                        .labelled(),
                Kind.of("user name", "user_name", "username login", () -> email().replaceAll("@.*", ""))
                        .labelled(),
                Kind.of("ip", "ip_address", "ip_address clientIp ip", this::ip),
                Kind.of(
                        "ip 6",
                        "ip_address",
                        "ipv6 remote_addr",
                        () -> "2001:db8:" + ids.letters(4, "123456789abcdef") + "::"
                                + ids.letters(3, "123456789abcdef")),
                Kind.of(
                        "mac",
                        "mac_address",
                        "mac mac_address",
                        () -> grouped(ids.letters(12, "0123456789ABCDEF"), ":", 2)),
                Kind.of("wallet", "crypto_address", "wallet_address", () -> "0x" + ids.letters(40, "0123456789abcdef")),
                Kind.of("address", "postal_address", "address Straße_Anschrift home_address endereco", this::street),
                Kind.of(
                        "gender",
                        "gender",
                        "gender Geschlecht sexo",
                        () -> ids.one(List.of("Male", "Female", "Female"))),
                Kind.of("sex", "gender", "sex Gender", () -> ids.one(List.of("M", "F"))),
                Kind.of("sex code", "gender", "gender sex", () -> ids.one(List.of("1", "2")))
                        .digits()
                        .labelled(),
                Kind.of("birth date", "birth_date", "birthdate Geburtsdatum dateOfBirth DOB", birth("yyyy-MM-dd"))
                        .typed(List.of("VARCHAR", "DATE", "TIMESTAMP"))
                        .labelled(),
                Kind.of("birth date us", "birth_date", "date_of_birth dt_nascimento", birth("M/d/yyyy"))
                        .labelled(),
                Kind.of("birth date number", "birth_date", "dob birthDate", birth("yyyyMMdd"))
                        .digits()
                        .labelled(),
                Kind.of("birth date words", "birth_date", "born_on", birth("d MMM yyyy"))
                        .labelled(),
                Kind.of(
                        "religion",
                        "religion",
                        "religion",
                        () -> ids.one(List.of("Catholic", "Muslim", "Jewish", "Hindu", "Buddhist", "Atheist"))),
                Kind.of(
                        "ethnicity",
                        "ethnicity",
                        "ethnicity race",
                        () -> ids.one(List.of(
                                "Hispanic", "Asian", "Caucasian", "African American", "White", "Native Hawaiian"))),
                Kind.of(
                        "diagnosis",
                        "health",
                        "diagnosis medical_condition",
                        () -> ids.one(List.of(
                                "Hypertension",
                                "Type 2 diabetes",
                                "Asthma",
                                "Migraine",
                                "Lower back pain",
                                "Anxiety disorder"))),
                Kind.of(
                        "notes with mails",
                        "email",
                        "notes comment",
                        () -> ids.between(0, 2) > 0
                                ? "customer asked about the order " + ids.digits(5)
                                : "please write to " + email() + " before friday"));
    }

    private String ip() {
        return ids.between(1, 223) + "." + ids.between(0, 255) + "." + ids.between(0, 255) + "." + ids.between(1, 254);
    }
}
