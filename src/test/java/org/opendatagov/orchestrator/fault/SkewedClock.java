package org.opendatagov.orchestrator.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A library that is loaded before a process's own and tells it another time of day; its monotonic clock stays as it is. */
final class SkewedClock {
    private static final String SOURCE = """
            #define _GNU_SOURCE
            #include <dlfcn.h>
            #include <stdlib.h>
            #include <sys/time.h>
            #include <time.h>
            static long skew(void) { const char *text = getenv("CLOCK_SKEW"); return text ? atol(text) : 0; }
            int clock_gettime(clockid_t clock, struct timespec *now) {
                int (*real)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
                int code = real(clock, now);
                if (clock == CLOCK_REALTIME) now->tv_sec += skew();
                return code;
            }
            int gettimeofday(struct timeval *now, void *zone) {
                int (*real)(struct timeval *, void *) = dlsym(RTLD_NEXT, "gettimeofday");
                int code = real(now, zone);
                now->tv_sec += skew();
                return code;
            }
            time_t time(time_t *now) {
                struct timespec here;
                clock_gettime(CLOCK_REALTIME, &here);
                if (now) *now = here.tv_sec;
                return here.tv_sec;
            }
            """;

    private SkewedClock() {}

    /** Empty where there is no C compiler. */
    static Optional<Path> library(Path folder) throws InterruptedException {
        Path library = folder.resolve("skewed-clock.so");
        try {
            Path source = Files.writeString(folder.resolve("skewed-clock.c"), SOURCE);
            int code = new ProcessBuilder("cc", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            return code == 0 ? Optional.of(library) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
