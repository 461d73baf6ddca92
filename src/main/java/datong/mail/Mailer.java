package datong.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

/** Hands mails to a server. Sent means that the server took the mail for all whom it is for; never over a connection without TLS. */
public final class Mailer {
    private static final String PATIENCE_MILLIS = "30000";
    private final Server server;
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

    /** @param trusted authorities of the server's certificate */
    public Mailer(Server server, SSLSocketFactory trusted) {
        this.server = server;
        this.trusted = trusted;
    }

    /**
     * @param to addresses, commas between
     * @throws IOException if the server did not take it
     */
    public void send(String to, String subject, Multipart content) throws IOException {
        String password = server.password().isPresent() ? Files.readString(server.password().get()).strip() : "";
        Session session = Session.getInstance(properties());
        try (Transport transport = session.getTransport(server.address().getScheme())) {
            MimeMessage mail = mail(session, to, subject, content);
            transport.connect(server.address().getHost(), server.address().getPort(), server.user(), password);
            transport.sendMessage(mail, mail.getAllRecipients());
        } catch (MessagingException refused) {
            throw new IOException("the mail server " + server.address() + " did not take the mail: " + refused.getMessage(), refused);
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

    private MimeMessage mail(Session session, String to, String subject, Multipart content) throws MessagingException {
        MimeMessage mail = new MimeMessage(session);
        mail.setFrom(new InternetAddress(server.from()));
        mail.setRecipients(Message.RecipientType.TO, InternetAddress.parse(to));
        mail.setSubject(subject, StandardCharsets.UTF_8.name());
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setContent(content);
        mail.setSentDate(new Date());
        mail.saveChanges();
        return mail;
    }
}
