package datong.oversight.siem;

import datong.NifiCertificates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A receiver of syslog over TLS that wants to know who calls, and that can go away in the middle of a message. */
final class SyslogReceiver implements AutoCloseable {
    private static final Pattern INDEX = Pattern.compile(" index=\"(\\d+)\"");
    private final SSLContext context;
    private final SSLContext callers;
    private final SSLServerSocket server;
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<SSLSocket> open = new CopyOnWriteArrayList<>();
    private volatile int most = Integer.MAX_VALUE;

    SyslogReceiver(Path folder, int port) throws Exception {
        this(context(new NifiCertificates(folder.resolve("certificates"))), port);
    }

    private record Contexts(SSLContext server, SSLContext caller) {}

    private SyslogReceiver(Contexts contexts, int port) throws IOException {
        this.context = contexts.server();
        this.callers = contexts.caller();
        this.server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(port);
        server.setNeedClientAuth(true);
        Thread.ofVirtual().start(this::accept);
    }

    private static Contexts context(NifiCertificates certificates) throws Exception {
        return new Contexts(context(certificates.known("siem"), certificates.trust()), context(certificates.known("hub"), certificates.trust()));
    }

    private static SSLContext context(Path own, Path trust) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store(own), NifiCertificates.PASSWORD.toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store(trust));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private static KeyStore store(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, NifiCertificates.PASSWORD.toCharArray());
        }
        return store;
    }

    SSLSocketFactory believing() {
        return callers.getSocketFactory();
    }

    int port() {
        return server.getLocalPort();
    }

    /** At the same port, with the same certificates. */
    SyslogReceiver again() throws IOException {
        return new SyslogReceiver(new Contexts(context, callers), port());
    }

    /** Goes away once it has so many messages. */
    void closeAfter(int messages) {
        most = messages;
    }

    boolean closed() {
        return server.isClosed();
    }

    List<String> messages() {
        return messages;
    }

    List<Long> indexes() {
        return messages.stream().map(INDEX::matcher).filter(Matcher::find).map(found -> Long.parseLong(found.group(1))).toList();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                SSLSocket caller = (SSLSocket) server.accept();
                open.add(caller);
                Thread.ofVirtual().start(() -> read(caller));
            } catch (IOException gone) {
                return;
            }
        }
    }

    private void read(SSLSocket caller) {
        try (caller) {
            InputStream in = caller.getInputStream();
            for (int length = length(in); length >= 0; length = length(in)) {
                if (messages.size() >= most) {
                    close();
                    return;
                }
                messages.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
            }
        } catch (IOException gone) {
            open.remove(caller);
        }
    }

    private static int length(InputStream in) throws IOException {
        ByteArrayOutputStream digits = new ByteArrayOutputStream();
        for (int next = in.read(); next != ' '; next = in.read()) {
            if (next < 0) {
                return -1;
            }
            digits.write(next);
        }
        return Integer.parseInt(digits.toString(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SSLSocket caller : open) {
            caller.close();
        }
    }
}
