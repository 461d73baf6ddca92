package datong;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.stream.IntStream;

/** A port of this machine that nobody listens at, below those that a system lends to outgoing calls (on Linux from 32768): one of these may be lent to somebody at the next start. */
final class FreePort {
    private static final int TRIES = 200;

    private FreePort() {}

    /** @throws IllegalStateException if none is found */
    static int find() {
        IntStream tried = new SecureRandom().ints(TRIES, 20_000, 30_000);
        return tried.filter(FreePort::isFree).findFirst().orElseThrow(() -> new IllegalStateException("no free port between 20000 and 30000 in " + TRIES + " tries"));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
