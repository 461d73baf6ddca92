package datong.oversight.siem;

import datong.audit.LogReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Syslog over TLS. The protocol acknowledges nothing, so what was sent is taken for received only when the connection has outlived it by a while; if it breaks before, those events are sent
 * again. That the other end goes away is noticed at once, by a thread that waits for its end.
 */
final class SyslogSink implements Sink {
    private static final int CONNECT_MILLIS = 10_000;
    private final SSLSocketFactory sockets;
    private final InetSocketAddress address;
    private final Syslog syslog;
    private final Duration outlived;
    private final Deque<Sent> sent = new ArrayDeque<>();
    private Optional<Connection> connection = Optional.empty();

    private record Sent(long next, long at) {}

    /** @param outlived how long a connection must stand after an event was sent for it to count as received */
    SyslogSink(SSLSocketFactory sockets, String host, int port, Syslog syslog, Duration outlived) {
        this.sockets = sockets;
        this.address = InetSocketAddress.createUnresolved(host, port);
        this.syslog = syslog;
        this.outlived = outlived;
    }

    @Override
    public void take(List<LogReader.Entry> events) throws IOException {
        Connection open = open();
        open.demandAlive();
        for (LogReader.Entry event : events) {
            open.out.write(syslog.framed(event));
        }
        open.out.flush();
        if (!events.isEmpty()) {
            sent.add(new Sent(events.getLast().index() + 1, System.nanoTime()));
        }
    }

    @Override
    public long settled(long known) throws IOException {
        if (connection.isEmpty()) {
            return known;
        }
        connection.get().demandAlive();
        long settled = known;
        while (!sent.isEmpty() && System.nanoTime() - sent.peek().at() > outlived.toNanos()) {
            settled = sent.poll().next();
        }
        return settled;
    }

    private Connection open() throws IOException {
        if (connection.isEmpty()) {
            connection = Optional.of(new Connection(connect()));
        }
        return connection.get();
    }

    private SSLSocket connect() throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(address.getHostString(), address.getPort()), CONNECT_MILLIS);
            plain.setKeepAlive(true);
            SSLSocket socket = (SSLSocket) sockets.createSocket(plain, address.getHostString(), address.getPort(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(CONNECT_MILLIS);
            socket.startHandshake();
            socket.setSoTimeout(0);
            return socket;
        } catch (IOException failed) {
            plain.close();
            throw new IOException("no TLS connection to " + address.getHostString() + ":" + address.getPort() + ": " + failed.getMessage(), failed);
        }
    }

    private static final class Connection {
        private final SSLSocket socket;
        private final OutputStream out;
        private volatile boolean ended;

        Connection(SSLSocket socket) throws IOException {
            this.socket = socket;
            this.out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
            Thread.ofVirtual().name("siem-end").start(this::waitForItsEnd);
        }

        /** A syslog receiver says nothing; whatever comes is not looked at. */
        private void waitForItsEnd() {
            try {
                while (socket.getInputStream().read() >= 0) {
                    continue;
                }
                ended = true;
            } catch (IOException broken) {
                ended = true;
            }
        }

        void demandAlive() throws IOException {
            if (ended) {
                throw new IOException("the receiver closed the connection");
            }
        }
    }

    @Override
    public void close() {
        connection.ifPresent(open -> {
            try {
                open.socket.close();
            } catch (IOException gone) {
                open.ended = true;
            }
        });
        connection = Optional.empty();
        sent.clear();
    }
}
