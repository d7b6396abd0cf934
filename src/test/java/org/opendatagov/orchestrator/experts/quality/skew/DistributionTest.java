package org.opendatagov.orchestrator.experts.quality.skew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DistributionTest {
    private static List<Long> sizes(long... sizes) {
        List<Long> list = new ArrayList<>();
        for (long size : sizes) {
            list.add(size);
        }
        return list;
    }

    @Test
    void nine_tenths_in_a_tenth_are_skewed_and_equal_shares_are_not() {
        Distribution uneven = Distribution.of(sizes(900, 12, 11, 11, 11, 11, 11, 11, 11, 11));
        Distribution even = Distribution.of(Collections.nCopies(10, 100L));

        assertThat(uneven.largestTenth()).isEqualTo(0.9);
        assertThat(uneven.largestByMedian()).isCloseTo(900.0 / 11, within(1e-3));
        assertThat(uneven.skewed()).isTrue();
        assertThat(even.largestTenth()).isEqualTo(0.1);
        assertThat(even.evenness()).isEqualTo(1);
        assertThat(even.skewed()).isFalse();
    }

    @Test
    void one_group_or_none_is_never_skewed() {
        assertThat(Distribution.of(sizes(1_000_000)).skewed()).isFalse();
        assertThat(Distribution.of(List.of()).skewed()).isFalse();
        assertThat(Distribution.of(List.of()).largestTenth()).isZero();
        assertThat(Distribution.of(sizes(0, 0, 0)).largestTenth()).isZero();
    }

    @Test
    void figures_are_those_of_a_count_by_hand_on_random_sizes() {
        long seed = new Random().nextLong();
        System.out.println("DistributionTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<Long> sizes = new ArrayList<>();
            int groups = 1 + random.nextInt(50);
            for (int group = 0; group < groups; group++) {
                sizes.add(1 + (long) Math.exp(random.nextDouble() * 12));
            }
            sizes.sort(Collections.reverseOrder());
            Distribution distribution = Distribution.of(sizes);
            double total = sizes.stream().mapToLong(Long::longValue).sum();
            double tenth = sizes.stream()
                    .limit((long) Math.ceil(groups / 10.0))
                    .mapToLong(Long::longValue)
                    .sum();
            double entropy = sizes.stream()
                    .mapToDouble(size -> -size / total * Math.log(size / total))
                    .sum();

            String told = "seed " + seed + ", " + sizes;
            assertThat(distribution.groups()).as(told).isEqualTo(groups);
            assertThat(distribution.total()).as(told).isEqualTo((long) total);
            assertThat(distribution.largestTenth()).as(told).isCloseTo(tenth / total, within(1e-5));
            assertThat(distribution.median()).as(told).isEqualTo(sizes.get(groups / 2));
            assertThat(distribution.evenness())
                    .as(told)
                    .isCloseTo(groups == 1 ? 0 : entropy / Math.log(groups), within(1e-5));
        }
    }
}
