package org.opendatagov.orchestrator.experts.performance;

import java.util.Locale;

/** Sizes and times as people and settings write them. */
final class Sizes {
    static final long KB = 1L << 10;
    static final long MB = 1L << 20;
    static final long GB = 1L << 30;
    static final long TB = 1L << 40;

    private Sizes() {}

    static String text(long bytes) {
        return text((double) bytes);
    }

    static String text(double bytes) {
        if (bytes >= TB) {
            return one(bytes / TB) + " TB";
        }
        if (bytes >= GB) {
            return one(bytes / GB) + " GB";
        }
        if (bytes >= MB) {
            return one(bytes / MB) + " MB";
        }
        return bytes >= KB ? one(bytes / KB) + " KB" : Math.round(bytes) + " bytes";
    }

    static String seconds(long millis) {
        return seconds((double) millis);
    }

    static String seconds(double millis) {
        double seconds = millis / 1000;
        if (seconds >= 7200) {
            return one(seconds / 3600) + " h";
        }
        return seconds >= 120 ? one(seconds / 60) + " min" : one(seconds) + " s";
    }

    static String percent(double share) {
        return one(share * 100) + " %";
    }

    private static String one(double number) {
        return String.format(Locale.ROOT, "%.1f", number).replaceAll("\\.0$", "");
    }

    /** Memory as Spark's settings take it, up to the next 512 MB. */
    static String setting(double bytes) {
        long half = (long) Math.ceil(bytes / (512.0 * MB));
        return half % 2 == 0 ? half / 2 + "g" : half * 512 + "m";
    }
}
