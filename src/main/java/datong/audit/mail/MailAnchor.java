package datong.audit.mail;

import datong.audit.Anchor;
import datong.audit.Checkpoint;
import datong.audit.FolderAnchor;
import datong.mail.Mailer;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Mailboxes of other offices. Kept means that the mail server took the mail for all of them. */
public final class MailAnchor implements Anchor {
    private final Mailer mailer;
    private final String to;
    private final Duration every;

    /** @param to addresses, commas between */
    public MailAnchor(Mailer mailer, String to, Duration every) {
        this.mailer = mailer;
        this.to = to;
        this.every = every;
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(every);
    }

    @Override
    public byte[] keep(Checkpoint checkpoint) throws IOException {
        try {
            mailer.send(to, "Checkpoint " + checkpoint.origin() + " " + checkpoint.size(), content(checkpoint));
            return new byte[0];
        } catch (MessagingException unwritable) {
            throw new IOException("the checkpoint could not be put into a mail: " + unwritable.getMessage(), unwritable);
        }
    }

    /** The note stands in an attachment of its own, encoded so that no mail server changes a byte of it. */
    private static MimeMultipart content(Checkpoint checkpoint) throws MessagingException {
        MimeBodyPart words = new MimeBodyPart();
        words.setText("The checkpoint of the audit log " + checkpoint.origin() + " over its first " + checkpoint.size() + " events. Keep it where nobody of the hub can change it;\n"
                + "'bin/datong audit verify --checkpoint FILE' shows whether the log still goes on from it.\n\n请妥善保存所附审计日志检查点，勿由枢纽运维人员保管。\n", "UTF-8");
        MimeBodyPart note = new MimeBodyPart();
        note.setText(checkpoint.note(), "UTF-8");
        note.setDisposition(Part.ATTACHMENT);
        note.setFileName(FolderAnchor.name(checkpoint));
        note.setHeader("Content-Transfer-Encoding", "base64");
        return new MimeMultipart(words, note);
    }
}
