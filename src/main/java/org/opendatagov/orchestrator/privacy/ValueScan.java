package org.opendatagov.orchestrator.privacy;

/** Looks at every value of a column: one pass over its characters, then only the detectors that such a shape can concern. */
final class ValueScan implements ColumnScan {
    private static final int LONGEST_WORDS = 160;

    private final Label label;
    private final String physicalType;
    private final ValueShape shape = new ValueShape();
    private final Tally tally = new Tally();
    private final Sample sample = new Sample();
    private final DigitScan digits;

    ValueScan(String column, String physicalType) {
        this.label = new Label(column);
        this.physicalType = physicalType;
        this.digits = new DigitScan(tally, shape, ColumnType.number(physicalType));
    }

    @Override
    public void accept(String value, long occurrences) {
        if (value.isBlank()) {
            return;
        }
        tally.value(occurrences);
        shape.look(value);
        addresses(value, occurrences);
        if (shape.letters() >= 2 && shape.digits() >= 2) {
            codes(value, occurrences);
        }
        if (shape.digits() > 0) {
            digits.accept(value, occurrences);
        }
        if (shape.length() <= LONGEST_WORDS) {
            sample.look(value, slow -> slow(slow, value, occurrences));
        }
    }

    @Override
    public void others(long occurrences) {
        tally.others(occurrences);
    }

    private void addresses(String value, long occurrences) {
        if (shape.hasAt() && shape.dots() > 0) {
            tally.add(Detector.EMAIL, TextForms.email(value), occurrences);
        }
        if ((shape.dots() >= 3 && shape.digits() >= 4) || (shape.colons() >= 2 && shape.length() <= 45)) {
            Look look = TextForms.ip(value, shape);
            tally.add(Detector.IP_ADDRESS, look, occurrences);
            if (look != Look.NOTHING && TextForms.noVersion(value)) {
                tally.mark(Mark.NO_VERSION, occurrences);
            }
        }
        boolean pairs = shape.length() == 17 && (shape.colons() == 5 || shape.dashes() == 5);
        if (pairs || (shape.length() == 14 && shape.dots() == 2)) {
            tally.add(Detector.MAC_ADDRESS, TextForms.form(Patterns.MAC, value), occurrences);
        }
    }

    private void codes(String value, long occurrences) {
        boolean uuid = shape.length() == 36 && shape.dashes() == 4;
        if (shape.digits() >= 6 && shape.length() >= 15 && !uuid) {
            tally.add(Detector.IBAN, TextForms.iban(value), occurrences);
        }
        if (shape.length() >= 26 && shape.length() <= 74 && shape.spaces() == 0 && CryptoAddresses.valid(value)) {
            tally.add(Detector.CRYPTO_ADDRESS, Look.VALID, occurrences);
        }
        switch (shape.length()) {
            case 9, 13 -> {
                tally.add(Detector.UK_NINO, TextForms.nino(value), occurrences);
                tally.add(Detector.US_DEA, TextForms.dea(value), occurrences);
            }
            case 10 -> tally.add(Detector.IN_PAN, TextForms.pan(value), occurrences);
            case 16 -> tally.add(Detector.IT_FISCAL_CODE, TextForms.fiscalCode(value), occurrences);
            default -> {
                // No code of such a length.
            }
        }
    }

    private void slow(Tally found, String value, long occurrences) {
        if (shape.digits() >= 4) {
            digits.slow(found, value, occurrences);
        }
        documents(found, value, occurrences);
        if (shape.letters() > 0) {
            words(found, value, occurrences);
        } else if (shape.length() == 1 && "0129".contains(value)) {
            found.mark(Mark.GENDER_CODE, occurrences);
        }
    }

    private void documents(Tally found, String value, long occurrences) {
        if (shape.digits() >= 4 && shape.length() <= 22) {
            Look document = TextForms.form(Patterns.DOCUMENT, value);
            found.add(Detector.PASSPORT, document, occurrences);
            found.add(Detector.DRIVER_LICENCE, document, occurrences);
            found.add(Detector.BANK_ACCOUNT, TextForms.form(Patterns.ACCOUNT, value), occurrences);
        }
        if (shape.letters() >= 2 && shape.spaces() == 0) {
            found.add(Detector.USER_NAME, TextForms.form(Patterns.USER_NAME, value), occurrences);
        }
    }

    private void words(Tally found, String value, long occurrences) {
        String[] words = WordForms.words(value);
        boolean common = WordForms.common(words);
        if (common) {
            found.mark(Mark.COMMON, occurrences);
        }
        if (shape.digits() == 0) {
            found.add(Detector.PERSON_NAME, WordForms.name(value, words, common), occurrences);
            gender(found, value, occurrences);
        }
        found.add(Detector.POSTAL_ADDRESS, WordForms.address(words, shape), occurrences);
        WordForms.special(words).ifPresent(category -> found.special(category, value, occurrences));
    }

    private void gender(Tally found, String value, long occurrences) {
        if (shape.length() > 20 || WordForms.gender(value) == Look.NOTHING) {
            return;
        }
        found.add(Detector.GENDER, Look.VALID, occurrences);
        switch (Character.toLowerCase(value.strip().charAt(0))) {
            case 'm', 'h' -> found.mark(Mark.MALE, occurrences);
            case 'f', 'w' -> found.mark(Mark.FEMALE, occurrences);
            default -> {
                // Neither.
            }
        }
    }

    @Override
    public ColumnVerdict verdict() {
        return decision().verdict();
    }

    @Override
    public boolean doubtful() {
        return decision().doubtful();
    }

    private ColumnDecision decision() {
        Tally whole = new Tally();
        whole.add(tally, 1);
        whole.others(tally.values());
        sample.addTo(whole);
        return new ColumnDecision(label, new ColumnType(physicalType), whole, tally.distinct());
    }
}
