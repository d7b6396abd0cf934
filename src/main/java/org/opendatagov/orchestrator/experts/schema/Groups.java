package org.opendatagov.orchestrator.experts.schema;

import java.util.Arrays;

/** Rows in groups, numbered from 0. */
final class Groups {
    private final int[] ids;
    private final int count;

    Groups(int[] ids, int count) {
        this.ids = ids;
        this.count = count;
    }

    /** How many groups there are. */
    int count() {
        return count;
    }

    /** Rows beyond the first of their group: each could have contradicted a dependency. */
    int repeats() {
        return ids.length - count;
    }

    /** Pairs of rows in one group. */
    double pairs() {
        long[] sizes = new long[count];
        for (int id : ids) {
            sizes[id]++;
        }
        double pairs = 0;
        for (long size : sizes) {
            pairs += (double) size * (size - 1) / 2;
        }
        return pairs;
    }

    /** Each group split by another number of its rows. */
    Groups split(int[] codes) {
        int capacity = Integer.highestOneBit(Math.max(8, ids.length)) * 4;
        long[] keys = new long[capacity];
        int[] values = new int[capacity];
        Arrays.fill(keys, -1);
        int[] split = new int[ids.length];
        int found = 0;
        for (int row = 0; row < ids.length; row++) {
            long key = ((long) ids[row] << Integer.SIZE) | codes[row];
            int slot = slot(keys, key);
            if (keys[slot] == -1) {
                keys[slot] = key;
                values[slot] = found++;
            }
            split[row] = values[slot];
        }
        return new Groups(split, found);
    }

    private static int slot(long[] keys, long key) {
        int mask = keys.length - 1;
        long mixed = key * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 40) & mask;
        while (keys[slot] != -1 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    boolean determine(int[] codes) {
        int[] first = new int[count];
        Arrays.fill(first, -1);
        for (int row = 0; row < ids.length; row++) {
            int group = ids[row];
            if (first[group] == -1) {
                first[group] = codes[row];
            } else if (first[group] != codes[row]) {
                return false;
            }
        }
        return true;
    }
}
