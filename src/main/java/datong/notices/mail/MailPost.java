package datong.notices.mail;

import datong.mail.Mailer;
import datong.notices.Notice;
import datong.notices.Post;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One mail with a line for each notice: what it is, its number, when its limit ends, and where on the console to go on. */
public final class MailPost implements Post {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));
    private final Mailer mailer;
    private final Map<String, String> mailboxes;
    private final String console;
    private final Words words;

    /** Words for people, in the language of the mails. */
    @FunctionalInterface
    public interface Words {
        String of(String key, Object... parts);
    }

    /** @param mailboxes addresses, commas between, by the office's code; @param console address of the console, without a slash at its end */
    public MailPost(Mailer mailer, Map<String, String> mailboxes, String console, Words words) {
        this.mailer = mailer;
        this.mailboxes = Map.copyOf(mailboxes);
        this.console = console;
        this.words = words;
    }

    @Override
    public void send(String office, List<Notice> notices) throws IOException {
        String text = notices.stream().map(this::line).collect(Collectors.joining("\n", words.of("notices.opening") + "\n\n", "\n" + words.of("notices.closing") + "\n"));
        try {
            MimeBodyPart part = new MimeBodyPart();
            part.setText(text, "UTF-8");
            mailer.send(mailboxes.get(office), words.of("notices.subject", notices.size()), new MimeMultipart(part));
        } catch (MessagingException unwritable) {
            throw new IOException("the notices could not be put into a mail: " + unwritable.getMessage(), unwritable);
        }
    }

    private String line(Notice notice) {
        String due = notice.due().map(MailPost::lastMinute).map(last -> words.of("notices.due", last)).orElse("");
        return String.join(" ", "-", words.of(notice.words()), notice.dataset(), notice.number(), due).replaceAll(" +", " ").strip() + "\n  " + console + notice.path() + "\n";
    }

    /** A limit ends at the beginning of the next day: said is the last minute of its own. */
    private static String lastMinute(Instant due) {
        return TIME.format(due.minusSeconds(60));
    }
}
