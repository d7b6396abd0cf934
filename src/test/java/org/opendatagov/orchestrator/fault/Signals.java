package org.opendatagov.orchestrator.fault;

import java.io.IOException;

/** Signals that Java has no word for. */
final class Signals {
    private Signals() {}

    static void send(long process, String signal) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + signal, String.valueOf(process))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("process " + process + " takes no signal " + signal);
        }
    }
}
