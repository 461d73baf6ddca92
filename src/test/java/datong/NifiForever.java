package datong;

import datong.intake.camel.nifi.NifiServer.Transport;
import java.nio.file.Path;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** A process that pulls from NiFi and pushes to it until it is killed. */
final class NifiForever {
    private NifiForever() {}

    /** @param arguments url, user and password of the database, folder for keys and log, folder of mappings, NiFi's url, transport */
    public static void main(String[] arguments) throws Exception {
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setUrl(arguments[0]);
        server.setUser(arguments[1]);
        server.setPassword(arguments[2]);
        NifiHub hub = new NifiHub(server, Path.of(arguments[3]), Path.of(arguments[4]), List.of(NifiHub.plain("test", arguments[5], Transport.of(arguments[6]))));
        hub.pull("orders", "nifi:test?port=out-feed&batchCount=16&initialDelay=0");
        hub.push("handover", "components", "nifi:test?port=in-pushed");
        System.in.read();
        hub.close();
    }
}
