package org.opendatagov.orchestrator.spark;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application's {@code spark.*} settings. */
public final class Configuration {
    /** What Spark puts in a secret's place. */
    static final String REDACTED = "*********(redacted)";

    /** Spark's default of {@code spark.redaction.regex}, and what tells who a person is. */
    private static final Pattern SECRET = Pattern.compile(
            "secret|password|passphrase|token|access[.]?key|credential|principal|keytab|\\buser(name)?\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SIZE =
            Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([kmgtp]?)(?:i?b)?", Pattern.CASE_INSENSITIVE);

    private final Map<String, String> settings;

    Configuration(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
    }

    public Optional<String> get(String key) {
        return Optional.ofNullable(settings.get(key)).filter(value -> !value.isBlank());
    }

    public boolean enabled(String key, boolean otherwise) {
        return get(key).map(value -> value.equalsIgnoreCase("true")).orElse(otherwise);
    }

    /** A whole number; empty where there is none or it is none. */
    public Optional<Integer> number(String key) {
        return get(key).filter(value -> value.matches("\\d{1,9}")).map(Integer::valueOf);
    }

    /**
     * A size in bytes, as Spark writes them: {@code 4g}, {@code 512m}.
     *
     * @param unit what a number alone counts, in bytes: of memory settings a MiB, of most others a byte
     */
    public Optional<Long> bytes(String key, long unit) {
        return get(key).map(SIZE::matcher).filter(Matcher::matches).map(size -> {
            int power = " kmgtp"
                    .indexOf(
                            size.group(2).isEmpty()
                                    ? ' '
                                    : Character.toLowerCase(size.group(2).charAt(0)));
            return (long) (Double.parseDouble(size.group(1)) * (power == 0 ? (double) unit : Math.pow(1024.0, power)));
        });
    }

    /** All settings of Spark, secrets redacted as Spark does: where the key or the value looks like one. */
    public Map<String, String> shown() {
        Map<String, String> shown = new TreeMap<>();
        settings.forEach((key, value) -> {
            boolean secret = SECRET.matcher(key).find() || SECRET.matcher(value).find();
            shown.put(key, secret ? REDACTED : LogText.path(value));
        });
        return shown;
    }
}
