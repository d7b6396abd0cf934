package org.opendatagov.orchestrator.workflow;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON values as CEL knows them and back. Maps and lists are seen through views: what an expression does not touch costs nothing. */
final class CelValues {
    private CelValues() {}

    static Object toCel(@Nullable Object value) {
        return switch (value) {
            case null -> NullValue.NULL_VALUE;
            case Map<?, ?> map -> new MapView(map);
            case List<?> list -> new ListView(list);
            case Number number -> number(number);
            default -> value;
        };
    }

    private static Number number(Number number) {
        return switch (number) {
            case Integer whole -> whole.longValue();
            case Short whole -> whole.longValue();
            case Byte whole -> whole.longValue();
            case Float real -> real.doubleValue();
            case BigInteger whole -> whole(whole);
            case BigDecimal real -> real.doubleValue();
            default -> number;
        };
    }

    private static Number whole(BigInteger number) {
        if (number.bitLength() < Long.SIZE) {
            return number.longValue();
        }
        return number.doubleValue();
    }

    /** The value as plain JSON: map, list, text, Long, Double, Boolean or null. Times and durations become text. */
    static @Nullable Object toJson(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case NullValue none -> null;
            case Map<?, ?> map -> map(map);
            case List<?> list -> list(list);
            case UnsignedLong number -> whole(number.bigIntegerValue());
            case Number number -> number(number);
            case Optional<?> optional -> optional.map(CelValues::toJson).orElse(null);
            case Duration duration -> duration.toString();
            case Instant instant -> instant.toString();
            case String text -> text;
            case Boolean truth -> truth;
            default -> throw new IllegalArgumentException("its value is no JSON");
        };
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, item) -> copy.put(String.valueOf(key), toJson(item)));
        return Collections.unmodifiableMap(copy);
    }

    private static List<@Nullable Object> list(List<?> list) {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        list.forEach(item -> copy.add(toJson(item)));
        return Collections.unmodifiableList(copy);
    }

    private static final class MapView extends AbstractMap<Object, Object> {
        private final Map<?, ?> source;

        MapView(Map<?, ?> source) {
            this.source = source;
        }

        @Override
        public @Nullable Object get(@Nullable Object key) {
            Object value = source.get(key);
            return value != null || source.containsKey(key) ? toCel(value) : null;
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return source.containsKey(key);
        }

        @Override
        public int size() {
            return source.size();
        }

        @Override
        public Set<Entry<Object, Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Entry<Object, Object>> iterator() {
                    return source.entrySet().stream()
                            .map(entry -> Map.entry((Object) entry.getKey(), toCel(entry.getValue())))
                            .iterator();
                }

                @Override
                public int size() {
                    return source.size();
                }
            };
        }
    }

    private static final class ListView extends AbstractList<Object> {
        private final List<?> source;

        ListView(List<?> source) {
            this.source = source;
        }

        @Override
        public Object get(int index) {
            return toCel(source.get(index));
        }

        @Override
        public int size() {
            return source.size();
        }
    }
}
