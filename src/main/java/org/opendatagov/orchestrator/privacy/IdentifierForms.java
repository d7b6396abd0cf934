package org.opendatagov.orchestrator.privacy;

import java.util.function.BiConsumer;

/** Identifiers that are known by their number of digits and a checksum. */
final class IdentifierForms {
    private IdentifierForms() {}

    static void look(String digits, BiConsumer<Detector, Look> found) {
        switch (digits.length()) {
            case 9 -> nine(digits, found);
            case 10 -> ten(digits, found);
            case 11 -> eleven(digits, found);
            case 12 -> found.accept(Detector.IN_AADHAAR, Look.of(Checksums.aadhaar(digits)));
            case 14 -> found.accept(Detector.BR_CNPJ, Look.of(NationalChecksums.cnpj(digits)));
            case 15 -> found.accept(Detector.FR_NIR, Look.of(NationalChecksums.nir(digits)));
            default -> {
                // No identifier of such a length.
            }
        }
    }

    private static void nine(String digits, BiConsumer<Detector, Look> found) {
        found.accept(Detector.PT_NIF, Look.of(NationalChecksums.portugueseNif(digits)));
        found.accept(Detector.NL_BSN, Look.of(NationalChecksums.bsn(digits)));
        found.accept(Detector.CA_SIN, Look.of(digits.charAt(0) != '0' && Checksums.luhn(digits)));
        found.accept(Detector.AU_TFN, Look.of(NationalChecksums.taxFileNumber(digits)));
        found.accept(Detector.ABA_ROUTING, Look.of(NationalChecksums.aba(digits)));
    }

    private static void ten(String digits, BiConsumer<Detector, Look> found) {
        found.accept(Detector.NHS_NUMBER, Look.of(Checksums.nhs(digits)));
        found.accept(Detector.US_NPI, Look.of(NationalChecksums.npi(digits)));
        found.accept(Detector.AU_MEDICARE, Look.of(NationalChecksums.medicare(digits)));
    }

    private static void eleven(String digits, BiConsumer<Detector, Look> found) {
        found.accept(Detector.BR_CPF, Look.of(Checksums.cpf(digits)));
        found.accept(Detector.PL_PESEL, Look.of(Checksums.pesel(digits)));
        found.accept(Detector.DE_TAX_ID, Look.of(NationalChecksums.germanTaxId(digits)));
        found.accept(Detector.AU_ABN, Look.of(NationalChecksums.abn(digits)));
    }
}
