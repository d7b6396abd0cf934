package org.opendatagov.orchestrator.catalog;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dataset as OpenLineage calls it: a namespace (a bucket, a database, a name that people agreed on) and a name within it.
 *
 * @see <a href="https://openlineage.io/docs/spec/naming">OpenLineage's naming</a>
 */
public record DatasetName(String namespace, String name) {
    private static final Pattern OBJECT_STORE = Pattern.compile("(s3[an]?|gs|abfss?|wasbs?|hdfs|oss|obs)://.*");
    private static final Pattern LOCATION =
            Pattern.compile("((?:s3[an]?|gs|abfss?|wasbs?|hdfs|oss|obs)://[^/]*)/+(.*)");
    private static final Pattern GLOB = Pattern.compile("(/\\*\\*?)*(/[^/]*[*?\\[{][^/]*)?/*$");
    private static final Set<String> SCHEMES = Set.of("inbox", "upload");
    private static final String FILE = "file";

    /** How events call what lies at a location, the same for all ways to write one place: a folder, its files by a glob. */
    public static DatasetName ofLocation(String location) {
        Matcher stored = LOCATION.matcher(location);
        if (stored.matches()) {
            return new DatasetName(bucket(stored.group(1)), place(stored.group(2)));
        }
        int colon = location.indexOf(':');
        if (colon > 0 && SCHEMES.contains(location.substring(0, colon))) {
            return new DatasetName(location.substring(0, colon), location.substring(colon + 1));
        }
        return new DatasetName(FILE, place(LocalFolder.relative(location)));
    }

    /** The name in its usual form, so that {@code s3a://lake} and {@code /orders/} are {@code s3://lake} and {@code orders}. */
    public DatasetName usual() {
        if (OBJECT_STORE.matcher(namespace).matches()) {
            return new DatasetName(bucket(namespace.replaceFirst("/+$", "")), place(name.replaceFirst("^/+", "")));
        }
        if (isFile()) {
            return new DatasetName(FILE, place(LocalFolder.relative(name.replaceFirst("^file:(//)?(?=/)", ""))));
        }
        return this;
    }

    private static String bucket(String namespace) {
        return namespace.replaceFirst("^s3[an]://", "s3://");
    }

    private static String place(String path) {
        String plain = GLOB.matcher(path).replaceFirst("");
        return plain.isEmpty() ? path : plain;
    }

    private boolean isFile() {
        return namespace.equals(FILE) || namespace.startsWith("file:");
    }

    /** Whether the namespace is a place for files, where the location alone says how a dataset is called. */
    private boolean isPlace() {
        return OBJECT_STORE.matcher(namespace).matches() || isFile() || SCHEMES.contains(namespace);
    }

    /** Where such a dataset lies, in the form in which it would be onboarded. */
    public String location() {
        DatasetName usual = usual();
        if (usual.isFile()) {
            return usual.name;
        }
        boolean address = usual.namespace.contains("://");
        return usual.namespace + (address ? "/" : ":") + (address ? usual.name.replaceFirst("^/+", "") : usual.name);
    }

    /** What people call it: {@code orders} of {@code sales.public.orders} or of {@code bronze/orders.parquet}. */
    public String shortName() {
        String last = name.substring(name.replaceFirst("/+$", "").lastIndexOf('/') + 1)
                .replaceFirst("/+$", "");
        if (isPlace()) {
            int dot = last.indexOf('.', 1);
            return dot > 0 ? last.substring(0, dot) : last;
        }
        String table = last.substring(last.lastIndexOf('.') + 1);
        return table.isEmpty() ? name : table;
    }

    /** As messages write it. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s:%s", namespace, name);
    }
}
