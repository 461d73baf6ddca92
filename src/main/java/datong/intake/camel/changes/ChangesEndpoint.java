package datong.intake.camel.changes;

import java.util.regex.Pattern;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** One table whose changes are followed. */
public final class ChangesEndpoint extends DefaultEndpoint {
    private static final Pattern TABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*\\.[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private final String table;
    private String url = "";
    private String user = "";
    private String password = "";
    private String slot = "";
    private String publication = "";
    private int most = 2_000;
    private long pause = 10_000;

    ChangesEndpoint(String uri, ChangesComponent component, String table) {
        super(uri, component);
        this.table = table;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        demand(TABLE, table, "a table with its schema, e.g. changes:public.service_case");
        demand(NAME, slot, "slot=<name>: lower-case letters, digits and _, one for each channel that reads this server");
        demand(NAME, publication, "publication=<name>: lower-case letters, digits and _");
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("changes: follows PostgreSQL only; give url=jdbc:postgresql://host:port/database");
        }
        ChangesConsumer consumer = new ChangesConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("changes: only reads; a route begins with it");
    }

    private static void demand(Pattern shape, String name, String what) {
        if (!shape.matcher(name).matches()) {
            throw new IllegalArgumentException("changes: needs " + what);
        }
    }

    ChangesComponent component() {
        return (ChangesComponent) getComponent();
    }

    String table() {
        return table;
    }

    public String getUrl() {
        return url;
    }

    /** JDBC address of the source's database. */
    public void setUrl(String url) {
        this.url = url;
    }

    public String getUser() {
        return user;
    }

    /** A role that may replicate and read the table. */
    public void setUser(String user) {
        this.user = user;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getSlot() {
        return slot;
    }

    /** Name of the replication slot; it is made at the first start and keeps the server's log until the hub has taken it. */
    public void setSlot(String slot) {
        this.slot = slot;
    }

    public String getPublication() {
        return publication;
    }

    /** Name of the publication; made at the first start if it is not there and the role may. */
    public void setPublication(String publication) {
        this.publication = publication;
    }

    public int getMost() {
        return most;
    }

    /** Changes that are handed over together, at most. */
    public void setMost(int most) {
        this.most = most;
    }

    public long getPause() {
        return pause;
    }

    /** Milliseconds until what failed is tried again. */
    public void setPause(long pause) {
        this.pause = pause;
    }
}
