package datong.oversight.siem;

import datong.audit.LogReader;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;

/** Makes feeds; each keeps its place in {@code folder}. */
public final class Feeds {
    private final LogReader log;
    private final Path folder;

    public Feeds(LogReader log, Path folder) {
        this.log = log;
        this.folder = folder;
    }

    /** Lines of JSON at the end of a file. */
    public Feed lines(Path file, EventLines form) {
        return new Feed("lines-" + form.name().toLowerCase(java.util.Locale.ROOT), log, new LinesSink(file, form), folder);
    }

    /** RFC 5424 over TLS. @param hub name of this host in messages; @param outlived how long a connection must stand after an event for it to count as received */
    public Feed syslog(SSLSocketFactory sockets, String host, int port, String hub, int enterprise, Duration outlived) {
        return new Feed("syslog", log, new SyslogSink(sockets, host, port, new Syslog(hub, ProcessHandle.current().pid(), enterprise), outlived), folder);
    }
}
