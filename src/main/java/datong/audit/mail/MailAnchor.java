package datong.audit.mail;

import datong.audit.Anchor;
import datong.audit.Checkpoint;
import datong.audit.FolderAnchor;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

/** Mailboxes of other offices. Kept means that the mail server took the mail for all of them; never over a connection without TLS. */
public final class MailAnchor implements Anchor {
    private static final String PATIENCE_MILLIS = "30000";
    private final Server server;
    private final String to;
    private final Duration every;
    private final SSLSocketFactory trusted;

    /**
     * @param address {@code smtps://host:465}, TLS from the first byte, or {@code smtp://host:587}, which must take STARTTLS
     * @param from the hub's own address
     * @param user empty: the server asks for none; @param password file that holds the password, read each time
     */
    public record Server(URI address, String from, String user, Optional<Path> password) {
        public Server {
            if (!"smtps".equals(address.getScheme()) && !"smtp".equals(address.getScheme()) || address.getHost() == null || address.getPort() < 0) {
                throw new IllegalArgumentException("the mail server is '" + address + "'; expected smtps://host:465 or smtp://host:587");
            }
        }
    }

    /** @param to addresses, commas between; @param trusted authorities of the server's certificate */
    public MailAnchor(Server server, String to, Duration every, SSLSocketFactory trusted) {
        this.server = server;
        this.to = to;
        this.every = every;
        this.trusted = trusted;
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(every);
    }

    @Override
    public byte[] keep(Checkpoint checkpoint) throws IOException {
        String password = server.password().isPresent() ? Files.readString(server.password().get()).strip() : "";
        Session session = Session.getInstance(properties());
        try (Transport transport = session.getTransport(server.address().getScheme())) {
            MimeMessage mail = mail(session, checkpoint);
            transport.connect(server.address().getHost(), server.address().getPort(), server.user(), password);
            transport.sendMessage(mail, mail.getAllRecipients());
            return new byte[0];
        } catch (MessagingException refused) {
            throw new IOException("the mail server " + server.address() + " did not take the checkpoint: " + refused.getMessage(), refused);
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        String prefix = "mail." + server.address().getScheme() + ".";
        properties.put(prefix + "ssl.socketFactory", trusted);
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "starttls.enable", "true");
        properties.put(prefix + "starttls.required", "true");
        properties.put(prefix + "auth", String.valueOf(!server.user().isEmpty()));
        for (String wait : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.put(prefix + wait, PATIENCE_MILLIS);
        }
        return properties;
    }

    /** The note stands in an attachment of its own, encoded so that no mail server changes a byte of it. */
    private MimeMessage mail(Session session, Checkpoint checkpoint) throws MessagingException {
        MimeBodyPart words = new MimeBodyPart();
        words.setText("The checkpoint of the audit log " + checkpoint.origin() + " over its first " + checkpoint.size() + " events. Keep it where nobody of the hub can change it;\n"
                + "'bin/datong audit verify --checkpoint FILE' shows whether the log still goes on from it.\n\n请妥善保存所附审计日志检查点，勿由枢纽运维人员保管。\n", "UTF-8");
        MimeBodyPart note = new MimeBodyPart();
        note.setText(checkpoint.note(), "UTF-8");
        note.setDisposition(Part.ATTACHMENT);
        note.setFileName(FolderAnchor.name(checkpoint));
        note.setHeader("Content-Transfer-Encoding", "base64");
        MimeMessage mail = new MimeMessage(session);
        mail.setFrom(new InternetAddress(server.from()));
        mail.setRecipients(Message.RecipientType.TO, InternetAddress.parse(to));
        mail.setSubject("Checkpoint " + checkpoint.origin() + " " + checkpoint.size(), StandardCharsets.UTF_8.name());
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setContent(new MimeMultipart(words, note));
        mail.setSentDate(new java.util.Date());
        mail.saveChanges();
        return mail;
    }
}
