package datong;

import datong.audit.Anchor;
import datong.audit.FolderAnchor;
import datong.audit.WitnessKey;
import datong.audit.Witnessing;
import datong.audit.bouncycastle.CertifiedTimeStamps;
import datong.audit.bouncycastle.TimeStampAnchor;
import datong.audit.http.HttpWitness;
import datong.audit.http.PutAnchor;
import datong.audit.mail.MailAnchor;
import datong.mail.Mailer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who outside the hub sees to it that the audit log stays what it was.
 *
 * @param open whether anybody may read the log's public part at {@code /log/}: how many events there are and when, and no event
 * @param witnesses that cosign the log's checkpoints
 * @param cosignatures how many of them must, before a checkpoint is published; 0: all
 * @param witnessEvery how often checkpoints are taken to them
 * @param anchors places that keep checkpoints, by name: {@code file:<folder>}, {@code https://…} (files by PUT), {@code tsa:https://…} (RFC 3161), {@code mailto:a@x,b@y}
 * @param anchorEvery how often each is given one
 * @param timeStampAuthorities file of certificates (PEM) that time stamps must lead to
 * @param mail by which mails are sent: to anchors, and notices to offices ({@code datong.notices})
 * @param indexEvery longest time that an event waits for an index by person and organisation over it
 */
@ConfigurationProperties("datong.log")
public record LogSettings(@DefaultValue("false") boolean open, @DefaultValue List<Witness> witnesses, @DefaultValue("0") int cosignatures,
        @DefaultValue("1m") Duration witnessEvery, @DefaultValue Map<String, String> anchors, @DefaultValue("1h") Duration anchorEvery,
        @DefaultValue("") String timeStampAuthorities, @DefaultValue("1h") Duration indexEvery,
        @DefaultValue Mail mail) {

    /**
     * @param server {@code smtps://host:465} or {@code smtp://host:587}, which must take STARTTLS
     * @param from the hub's own address
     * @param user empty: the server asks for none
     * @param passwordFile file that holds the password
     * @param every how often each mailbox is sent a checkpoint
     */
    public record Mail(@DefaultValue("") String server, @DefaultValue("") String from, @DefaultValue("") String user, @DefaultValue("") String passwordFile,
            @DefaultValue("1d") Duration every) {
        Mailer.Server asServer() {
            return new Mailer.Server(URI.create(server), from, user, Optional.of(passwordFile).filter(file -> !file.isBlank()).map(Path::of));
        }
    }

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
        anchors = Map.copyOf(anchors);
        anchors.forEach((name, address) -> {
            demand(name.matches("[a-z0-9][a-z0-9-]*"), "datong.log.anchors has the name '" + name + "'; expected small letters, digits and hyphens");
            demand(address.matches("file:.+|https?://.+|tsa:https?://.+|mailto:[^@\\s]+@\\S+"), "datong.log.anchors." + name + " is '" + address + "'; expected file:<folder>, https://…, tsa:https://… or mailto:office@place.example");
            demand(!address.startsWith("mailto:") || !mail.server().isBlank() && mail.from().contains("@"), "datong.log.anchors." + name + " is a mailbox; name datong.log.mail.server (smtps://host:465) and datong.log.mail.from");
            demand(!address.startsWith("tsa:") || !timeStampAuthorities.isBlank(), "datong.log.anchors." + name + " is a time-stamp authority; name the certificates (PEM) that its time stamps must lead to in datong.log.time-stamp-authorities");
        });
        if (!mail.server().isBlank()) {
            mail.asServer();
        }
        demand(mail.every().toMillis() >= 100, "datong.log.mail.every is " + mail.every() + "; expected 100ms or more");
        demand(anchorEvery.toMillis() >= 100, "datong.log.anchor-every is " + anchorEvery + "; expected 100ms or more");
        demand(indexEvery.toMillis() >= 100, "datong.log.index-every is " + indexEvery + "; expected 100ms or more");
        demand(witnessEvery.toMillis() >= 100, "datong.log.witness-every is " + witnessEvery + "; expected 100ms or more");
    }

    private static void demand(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** @param trusted authorities of mail servers */
    Map<String, Anchor> places(SSLSocketFactory trusted) throws IOException {
        Map<String, Anchor> places = new TreeMap<>();
        for (Map.Entry<String, String> each : anchors.entrySet()) {
            places.put(each.getKey(), place(each.getValue(), trusted));
        }
        return places;
    }

    private Anchor place(String address, SSLSocketFactory trusted) throws IOException {
        if (address.startsWith("mailto:")) {
            return new MailAnchor(new Mailer(mail.asServer(), trusted), address.substring("mailto:".length()), mail.every());
        }
        if (address.startsWith("file:")) {
            return new FolderAnchor(Path.of(address.substring("file:".length())));
        }
        return address.startsWith("tsa:") ? new TimeStampAnchor(URI.create(address.substring("tsa:".length())), CertifiedTimeStamps.trusting(Files.readString(Path.of(timeStampAuthorities))))
                : new PutAnchor(URI.create(address));
    }

    int needed() {
        return cosignatures == 0 ? witnesses.size() : cosignatures;
    }
}
