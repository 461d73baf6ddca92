package datong.intake.camel;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.Attachment;
import org.apache.camel.attachment.AttachmentMessage;

/** The attachments of one mail, each a delivery like a file. */
record MailAttachments(Map<String, Attachment> wanted) {
    static MailAttachments of(Exchange exchange, Pattern names) {
        Map<String, Attachment> all = exchange.getMessage(AttachmentMessage.class).getAttachmentObjects();
        Map<String, Attachment> wanted = new java.util.TreeMap<>();
        if (all != null) {
            all.forEach((name, attachment) -> {
                if (names.matcher(name).matches()) {
                    wanted.put(name, attachment);
                }
            });
        }
        return new MailAttachments(wanted);
    }

    /** Every attachment is tried before the mail counts as refused. */
    void handTo(Handover handover, String source) throws Exception {
        if (wanted.isEmpty()) {
            throw NotTaken.noAttachment(source);
        }
        List<NotTaken> refused = new ArrayList<>();
        for (Map.Entry<String, Attachment> attachment : wanted.entrySet()) {
            try (InputStream stream = open(attachment.getValue())) {
                handover.stream(source, attachment.getKey(), stream);
            } catch (NotTaken not) {
                refused.add(not);
            }
        }
        if (!refused.isEmpty()) {
            NotTaken first = refused.removeFirst();
            refused.forEach(first::addSuppressed);
            throw first;
        }
    }

    private static InputStream open(Attachment attachment) throws IOException {
        return attachment.getDataHandler().getInputStream();
    }
}
