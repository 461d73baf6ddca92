package datong;

import datong.audit.WitnessKey;
import datong.audit.Witnessing;
import datong.audit.http.HttpWitness;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who outside the hub sees to it that the audit log stays what it was.
 *
 * @param open whether anybody may read the log's public part at {@code /log/}: how many events there are and when, and no event
 * @param witnesses that cosign the log's checkpoints
 * @param cosignatures how many of them must, before a checkpoint is published; 0: all
 * @param witnessEvery how often checkpoints are taken to them
 */
@ConfigurationProperties("datong.log")
public record LogSettings(@DefaultValue("false") boolean open, @DefaultValue List<Witness> witnesses, @DefaultValue("0") int cosignatures,
        @DefaultValue("1m") Duration witnessEvery) {

    /** @param url submission prefix; @param key as {@code bin/datong witness} prints it */
    public record Witness(String url, String key) {
        Witnessing.Seat seat() {
            return new Witnessing.Seat(WitnessKey.parse(key), new HttpWitness(URI.create(url)));
        }
    }

    public LogSettings {
        witnesses = List.copyOf(witnesses);
        witnesses.forEach(Witness::seat);
        demand(cosignatures >= 0 && cosignatures <= witnesses.size(), "datong.log.cosignatures is " + cosignatures + "; expected 0 (all) to " + witnesses.size() + ", the number of datong.log.witnesses");
        demand(witnessEvery.toMillis() >= 100, "datong.log.witness-every is " + witnessEvery + "; expected 100ms or more");
    }

    private static void demand(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    int needed() {
        return cosignatures == 0 ? witnesses.size() : cosignatures;
    }
}
