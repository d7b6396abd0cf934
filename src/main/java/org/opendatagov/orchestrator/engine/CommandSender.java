package org.opendatagov.orchestrator.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Sends a command and waits a while until the run's owner has taken it. */
@Component
class CommandSender {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final CommandStore commands;
    private final Clock clock;

    CommandSender(CommandStore commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    void send(UUID run, CommandKind kind, Map<String, Object> body, String by) {
        Command command = new Command(UUID.randomUUID(), run, kind, JournalJson.write(body), by, clock.instant());
        commands.send(command);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (commands.isPending(command.id()) && System.nanoTime() < deadline) {
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
