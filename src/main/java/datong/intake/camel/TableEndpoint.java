package datong.intake.camel;

import java.util.regex.Pattern;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.ScheduledPollEndpoint;

/** One table to pull. Names are checked to be plain identifiers, because they become part of the statement. */
public final class TableEndpoint extends ScheduledPollEndpoint {
    private static final Pattern TABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?");
    private static final Pattern COLUMN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
    private final String table;
    private String watermark;
    private String key;
    private String dataSource = "hub";
    private String url = "";
    private String user = "";
    private String password = "";
    private int overlap;

    TableEndpoint(String uri, TableComponent component, String table) {
        super(uri, component);
        this.table = table;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        demand(TABLE, table, "table");
        demand(COLUMN, watermark, "watermark");
        demand(COLUMN, key, "key");
        TableConsumer consumer = new TableConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("table: only reads; a route begins with it");
    }

    private static void demand(Pattern shape, String name, String what) {
        if (name == null || !shape.matcher(name).matches()) {
            throw new IllegalArgumentException("table: needs " + what + " as a plain name, e.g. table:service_case?watermark=updated_at&key=case_no");
        }
    }

    TableComponent component() {
        return (TableComponent) getComponent();
    }

    String table() {
        return table;
    }

    public String getWatermark() {
        return watermark;
    }

    public void setWatermark(String watermark) {
        this.watermark = watermark;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public String getDataSource() {
        return dataSource;
    }

    public void setDataSource(String dataSource) {
        this.dataSource = dataSource;
    }

    public int getOverlap() {
        return overlap;
    }

    public void setOverlap(int overlap) {
        this.overlap = overlap;
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

    public void setUser(String user) {
        this.user = user;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }
}
