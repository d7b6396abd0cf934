package org.opendatagov.orchestrator.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples that the issuers, standards or their descriptions publish, each once right and once with a wrong digit. */
class ChecksumsTest {
    private static final Map<String, Predicate<String>> CHECKS = Map.ofEntries(
            Map.entry("luhn", Checksums::luhn),
            Map.entry("card", Checksums::card),
            Map.entry("nhs", Checksums::nhs),
            Map.entry("cpf", Checksums::cpf),
            Map.entry("cnpj", NationalChecksums::cnpj),
            Map.entry("pesel", Checksums::pesel),
            Map.entry("aadhaar", Checksums::aadhaar),
            Map.entry("nif", Checksums::nif),
            Map.entry("ssn", Checksums::ssn),
            Map.entry("itin", Checksums::itin),
            Map.entry("npi", NationalChecksums::npi),
            Map.entry("aba", NationalChecksums::aba),
            Map.entry("dea", NationalChecksums::dea),
            Map.entry("tfn", NationalChecksums::taxFileNumber),
            Map.entry("abn", NationalChecksums::abn),
            Map.entry("medicare", NationalChecksums::medicare),
            Map.entry("bsn", NationalChecksums::bsn),
            Map.entry("nir", NationalChecksums::nir),
            Map.entry("tax_id", NationalChecksums::germanTaxId),
            Map.entry("pt_nif", NationalChecksums::portugueseNif),
            Map.entry("fiscal_code", NationalChecksums::fiscalCode),
            Map.entry("crypto", CryptoAddresses::valid));

    /** In order: ISO/IEC 7812-1, networks' test cards, NHS Data Dictionary, Receita Federal, PESEL, UIDAI, Ministerio del Interior, SSA, IRS, CMS, ABA, DEA, ATO, ABR, Medicare, BSN, INSEE, BZSt, AT, Agenzia delle Entrate, BIP 173, Bitcoin's first block. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "luhn, 79927398713, 79927398710",
        "card, 4111111111111111, 4111111111111112",
        "card, 378282246310005, 378282246310006",
        "card, 6011111111111117, 1011111111111117",
        "nhs, 9434765919, 9434765918",
        "nhs, 4505577104, 4505577105",
        "cpf, 52998224725, 52998224724",
        "cpf, 11144477735, 11111111111",
        "cnpj, 11222333000181, 11222333000180",
        "pesel, 44051401359, 44051401358",
        "aadhaar, 234123412346, 234123412347",
        "nif, 12345678Z, 12345678A",
        "nif, X1234567L, X1234567A",
        "ssn, 536228726, 666228726",
        "ssn, 219093456, 078051120",
        "itin, 912701234, 912661234",
        "npi, 1234567893, 1234567890",
        "aba, 111000025, 111000026",
        "aba, 021000021, 921000021",
        "dea, F91234563, F91234564",
        "dea, AB1234563, AB1234562",
        "tfn, 123456782, 123456783",
        "abn, 51824753556, 51824753557",
        "medicare, 2123456701, 2123456711",
        "bsn, 111222333, 111222334",
        "nir, 255081416802538, 255081416802539",
        "tax_id, 86095742719, 86095742718",
        "pt_nif, 501964843, 501964842",
        "fiscal_code, RSSMRA85T10A562S, RSSMRA85T10A562T",
        "crypto, bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4, bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
        "crypto, 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa, 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
        "crypto, 0xde0b295669a9fd93d5f28d9ec85e40f4cb697bae, 0xde0b295669a9fd93d5f28d9ec85e40f4cb697b"
    })
    void a_published_example_passes_and_one_wrong_digit_fails(String check, String right, String wrong) {
        Predicate<String> passes = CHECKS.getOrDefault(check.toLowerCase(Locale.ROOT), value -> false);
        assertThat(passes.test(right)).as(right).isTrue();
        assertThat(passes.test(wrong)).as(wrong).isFalse();
    }
}
