package org.opendatagov.orchestrator.experts.quality;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many steps a regular expression has once its counted repetitions are written out: what RE2 may have to look at for each character of a text. DuckDB
 * asks whether it is to stop once in 2,048 rows only, so that the time of a single row has to be bounded by this. It need not be valid.
 */
final class PatternSize {
    private static final Pattern COUNTED = Pattern.compile("\\{(\\d{1,4})(?:(,)(\\d{0,4}))?}");
    private static final long MOST = Integer.MAX_VALUE;

    private final String pattern;
    private final Deque<long[]> groups = new ArrayDeque<>();
    /** Of the group at hand: the sum so far, and the last piece of it, which a repetition is of. */
    private long sum;

    private long last;
    private int at;

    private PatternSize(String pattern) {
        this.pattern = pattern;
    }

    static long of(String pattern) {
        PatternSize size = new PatternSize(pattern);
        while (size.at < pattern.length()) {
            size.next();
        }
        while (!size.groups.isEmpty()) {
            size.close();
        }
        return size.sum + size.last;
    }

    private void next() {
        Matcher counted = COUNTED.matcher(pattern).region(at, pattern.length());
        if (counted.lookingAt()) {
            last = Math.min(MOST, last * times(counted));
            at = counted.end();
            return;
        }
        char sign = pattern.charAt(at++);
        switch (sign) {
            case '(' -> open();
            case ')' -> close();
            case '[' -> {
                piece();
                skipClass();
            }
            case '\\' -> {
                piece();
                at++;
            }
            case '*', '+', '?' -> last++;
            default -> piece();
        }
    }

    private static long times(Matcher counted) {
        long least = Long.parseLong(counted.group(1));
        String most = counted.group(3);
        boolean open = counted.group(2) != null && (most == null || most.isEmpty());
        return Math.max(1, open ? least + 1 : most == null ? least : Long.parseLong(most));
    }

    private void piece() {
        sum = Math.min(MOST, sum + last);
        last = 1;
    }

    private void open() {
        groups.push(new long[] {Math.min(MOST, sum + last)});
        sum = 0;
        last = 0;
    }

    private void close() {
        last = Math.min(MOST, sum + last);
        sum = groups.isEmpty() ? 0 : groups.pop()[0];
    }

    private void skipClass() {
        int first = at;
        while (at < pattern.length() && (pattern.charAt(at) != ']' || at == first)) {
            at += pattern.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }
}
