package org.opendatagov.orchestrator.bench;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * How much memory a JVM took at its most.
 *
 * @param heap bytes of objects: the peaks of the heap's pools added up, which is never too little
 * @param resident bytes of the whole process, native memory of DuckDB among them ({@code VmHWM}); 0 where the system does not tell
 */
record ProcessMemory(long heap, long resident) {
    static ProcessMemory of(long pid) throws Exception {
        return new ProcessMemory(heapOf(pid), residentOf(pid));
    }

    /** The address comes from the JVM of ours that was asked, on this machine. */
    @SuppressWarnings("BanJNDI")
    private static long heapOf(long pid) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
        try (var connector = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            return ManagementFactory.getPlatformMXBeans(server, MemoryPoolMXBean.class).stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                    .sum();
        } finally {
            machine.detach();
        }
    }

    private static long residentOf(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                .findFirst()
                .orElse(0);
    }
}
