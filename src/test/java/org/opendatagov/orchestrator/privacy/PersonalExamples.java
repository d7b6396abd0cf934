package org.opendatagov.orchestrator.privacy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One value of each class that the detectors know; none is a person's. */
public final class PersonalExamples {
    /** One value of each class, with the label that it needs where its form tells nothing. */
    public static final Map<String, List<String>> VALUES = new TreeMap<>(Map.ofEntries(
            Map.entry("EMAIL", List.of("email", "maria.quattle@example.com")),
            Map.entry("IBAN", List.of("iban", "DE89370400440532013000")),
            Map.entry("MAC_ADDRESS", List.of("mac", "00:1B:44:11:3A:B7")),
            Map.entry("CRYPTO_ADDRESS", List.of("wallet", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2")),
            Map.entry("ES_NIF", List.of("nif", "12345678Z")),
            Map.entry("IT_FISCAL_CODE", List.of("codice_fiscale", "RSSMRA85T10A562S")),
            Map.entry("US_ITIN", List.of("itin", "912-73-1234")),
            Map.entry("FR_NIR", List.of("nir", "185057800608491")),
            Map.entry("CREDIT_CARD", List.of("card", "4539578763621486")),
            Map.entry("NHS_NUMBER", List.of("nhs", "9434765919")),
            Map.entry("BR_CPF", List.of("cpf", "529.982.247-25")),
            Map.entry("BR_CNPJ", List.of("cnpj", "11.222.333/0001-81")),
            Map.entry("PL_PESEL", List.of("pesel", "44051401359")),
            Map.entry("IN_AADHAAR", List.of("aadhaar", "2341 2341 2346")),
            Map.entry("US_DEA", List.of("dea", "AB1234563")),
            Map.entry("UK_NINO", List.of("nino", "AB123456C")),
            Map.entry("IN_PAN", List.of("pan", "ABCPE1234F")),
            Map.entry("PT_NIF", List.of("contribuinte", "123456789")),
            Map.entry("DE_TAX_ID", List.of("steuer_id", "86095742719")),
            Map.entry("NL_BSN", List.of("bsn", "111222333")),
            Map.entry("CA_SIN", List.of("sin", "130692544")),
            Map.entry("AU_TFN", List.of("tfn", "876543210")),
            Map.entry("AU_ABN", List.of("abn", "51824753556")),
            Map.entry("AU_MEDICARE", List.of("medicare", "2123456701")),
            Map.entry("US_NPI", List.of("npi", "1234567893")),
            Map.entry("ABA_ROUTING", List.of("routing", "021000021")),
            Map.entry("PASSPORT", List.of("passport", "X1234567")),
            Map.entry("DRIVER_LICENCE", List.of("driver_licence", "D12345678")),
            Map.entry("BANK_ACCOUNT", List.of("account_number", "12-3456-789")),
            Map.entry("USER_NAME", List.of("username", "mquattle")),
            Map.entry("IP_ADDRESS", List.of("ip", "203.0.113.195")),
            Map.entry("US_SSN", List.of("ssn", "219-10-9998")),
            Map.entry("PHONE", List.of("phone", "+1 202 555 0143")),
            Map.entry("PERSON_NAME", List.of("customer_name", "Maria Quattlefield")),
            Map.entry("POSTAL_ADDRESS", List.of("address", "1600 Maple Street")),
            Map.entry("GENDER", List.of("gender", "female")),
            Map.entry("BIRTH_DATE", List.of("birth_date", "1961-03-07"))));

    /** Classes whose values are known by their form wherever they stand. */
    public static final List<String> TELLING = List.of(
            "EMAIL",
            "IBAN",
            "MAC_ADDRESS",
            "CRYPTO_ADDRESS",
            "CREDIT_CARD",
            "US_SSN",
            "US_ITIN",
            "NHS_NUMBER",
            "BR_CPF",
            "PL_PESEL",
            "IN_AADHAAR",
            "IP_ADDRESS",
            "PHONE",
            "PERSON_NAME",
            "POSTAL_ADDRESS",
            "FR_NIR",
            "IT_FISCAL_CODE",
            "ES_NIF",
            "UK_NINO",
            "IN_PAN",
            "US_DEA",
            "BR_CNPJ",
            "DE_TAX_ID",
            "CA_SIN",
            "US_NPI",
            "NL_BSN",
            "PT_NIF",
            "AU_ABN",
            "ABA_ROUTING");

    private PersonalExamples() {}
}
