package datong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import datong.approval.Request;
import datong.approval.TwoPersons;
import datong.approval.TwoPersons.Person;
import datong.audit.Anchor;
import datong.audit.Anchoring;
import datong.audit.AuditVerifier;
import datong.audit.Checkpoint;
import datong.audit.LogKey;
import datong.audit.mail.MailAnchor;
import datong.erasure.Erasure;
import datong.intake.camel.Channel;
import datong.intake.camel.Integrations;
import datong.mail.Mailer;
import datong.notices.Notices;
import datong.persons.PersonRequest;
import datong.persons.Register;
import datong.policy.ranger.PolicyFolder;
import datong.sharing.Sharing;
import datong.sharing.Terms;
import jakarta.activation.DataHandler;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Visit sheets attached to mails, fetched from a real IMAP server over TLS. */
class MailIT {
    private static final String HEAD = "走访编号,走访人,走访时间,走访对象,对象类别,住址,反映问题,需求类别,现场答复,是否转办,转办单号,回访日期\n";
    @TempDir
    static Path folder;
    private static TestHub hub;
    private static GreenMail server;
    private static GreenMailUser mailbox;

    @BeforeAll
    static void start() throws Exception {
        TestCertificate certificate = TestCertificate.make(folder, "localhost");
        System.setProperty("greenmail.tls.keystore.file", certificate.store().toString());
        System.setProperty("greenmail.tls.keystore.password", TestCertificate.PASSWORD);
        server = new GreenMail(new ServerSetup[] {new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS).dynamicPort(),
                new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS).dynamicPort()});
        server.start();
        mailbox = server.setUser("visits@hub.example", "visits", "s&cr=t");
        server.setUser("board@office.example", "board", "unused");
        server.setUser("market@market.example", "market", "unused");
        server.setUser("second@market.example", "second", "unused");
        server.setUser("data@data.example", "data", "unused");
        Path password = Files.writeString(folder.resolve("mail.password"), "s&cr=t\n");
        hub = TestHub.start(folder.resolve("hub"), "--datong.authorities=" + certificate.pem(), "--datong.log.anchors.board=mailto:board@office.example",
                "--datong.log.anchor-every=500ms", "--datong.log.mail.server=smtps://localhost:" + server.getSmtps().getPort(), "--datong.log.mail.from=hub@hub.example", "--datong.log.mail.user=visits",
                "--datong.log.mail.password-file=" + password, "--datong.notices.offices.11110199MB00DEN14J=market@market.example,second@market.example",
                "--datong.notices.offices.11110199MB00DEM264=data@data.example",
                "--datong.notices.console=https://hub.example");
        hub.write("secret", "s&cr=t\n");
        hub.write("integrations/settings.properties", "visits-mail.host=localhost:" + server.getImaps().getPort() + "\nvisits-mail.user=visits\nvisits-mail.password-file=" + hub.file("secret")
                + "\nvisits-mail.senders=.*@chenguang\\\\.example>?\nvisits-mail.delay=500\n");
        TestHub.until("the channel runs", () -> hub.part(Integrations.class).channels().stream().anyMatch(channel -> channel.id().equals("visits-mail") && channel.state() == Channel.State.RUNNING));
    }

    @AfterAll
    static void stop() {
        hub.close();
        server.stop();
    }

    @Test
    void theAttachmentsOfAMailAreTakenAndTheMailIsMovedOnceTheyAreInTheLedger() throws Exception {
        deliver("clerk@chenguang.example", Map.of("一.csv", (HEAD + row("ZM-1") + row("ZM-2")).getBytes(Charset.forName("GBK")), "二.csv", (HEAD + row("ZM-3")).getBytes(StandardCharsets.UTF_8),
                "logo.png", new byte[] {1, 2, 3}));
        TestHub.until("the mail is moved", () -> mails("DONE") == 1);
        assertThat(count("ZM-%")).isEqualTo(3);
    }

    @Test
    void aMailWhoseAttachmentCannotBeReadIsPutAsideAndTheNextIsTaken() throws Exception {
        deliver("clerk@chenguang.example", Map.of("bad.xlsx", "%PDF-1.7\nno workbook".getBytes(StandardCharsets.UTF_8)));
        deliver("clerk@chenguang.example", Map.of("good.csv", (HEAD + row("ZN-1")).getBytes(StandardCharsets.UTF_8)));
        deliver("clerk@chenguang.example", Map.of());
        TestHub.until("the next is in", () -> count("ZN-1") == 1);
        TestHub.until("both others are aside", () -> mails("SET_ASIDE") == 2);
        assertThat(hub.delivered("visits", "bad.xlsx").rule()).isEqualTo("NOT_TEXT");
    }

    @Test
    void aMailOfAnUnknownSenderIsNotReadWhateverItsHeadersSay() throws Exception {
        deliver("somebody@elsewhere.example", Map.of("forged.csv", (HEAD + row("ZX-1")).getBytes(StandardCharsets.UTF_8)));
        TestHub.until("it is put aside", () -> mails("UNKNOWN_SENDER") == 1);
        assertThat(count("ZX-1")).isZero();
    }

    @Test
    void aCheckpointOfTheAuditLogIsSentOverTlsAndKeepsEveryByte() throws Exception {
        TestHub.until("the mail is there", () -> received().length == 1);
        MimeMessage mail = received()[0];
        assertThat(mail.getFrom()).containsExactly(new InternetAddress("hub@hub.example"));
        MimeBodyPart note = (MimeBodyPart) ((MimeMultipart) mail.getContent()).getBodyPart(1);
        Checkpoint sent = Checkpoint.parse(new String(note.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertThat(note.getFileName()).endsWith("%012d.checkpoint".formatted(sent.size()));
        assertThat(new AuditVerifier(hub.data().resolve("audit"), LogKey.parse(Files.readString(hub.data().resolve("audit/log.key")))).verify(List.of(sent)).sound()).isTrue();
        assertThat(hub.part(Anchoring.class).outcomes()).containsEntry("board", "kept");
        TestHub.until("the event is in the copy", () -> hub.number("SELECT count(*) FROM audit.event WHERE kind = 'ANCHORED'") == 1);
    }

    @Test
    void aServerThatIsNotTrustedOrRefusesTheSignInIsGivenNothing() throws Exception {
        Checkpoint checkpoint = Checkpoint.parse(Files.readString(hub.data().resolve("audit/checkpoint")));
        URI address = URI.create("smtps://localhost:" + server.getSmtps().getPort());
        Anchor stranger = new MailAnchor(new Mailer(new Mailer.Server(address, "hub@hub.example", "visits", Optional.of(folder.resolve("mail.password"))), (SSLSocketFactory) SSLSocketFactory.getDefault()),
                "board@office.example", Duration.ofDays(1));
        assertThatThrownBy(() -> stranger.keep(checkpoint)).isInstanceOf(IOException.class).hasMessageContaining("did not take the mail");
    }

    @Test
    void anOfficeIsToldOnceWhatWaitsForItAndNoDataStandInTheMail() throws Exception {
        Terms terms = new Terms("11110199MB00DEN14J", "grid-events", Set.of("status"), Set.of(), Set.of(), Set.of("query"), Set.of("GOVERNANCE.SUPERVISION"), Set.of(), Set.of(), "API",
                Optional.of(LocalDate.of(2026, 1, 1)), Optional.of(LocalDate.of(2030, 12, 31)), "市场监督管理条例（示例）", "占道经营检查", "", "", new Terms.Volume(200, Optional.empty(), Optional.empty()));
        Sharing.Result drafted = hub.part(Sharing.class).draft(terms, hub.part(PolicyFolder.class).find("market-officer").orElseThrow());
        String id = ((Sharing.Result.Done) drafted).application().id();
        hub.part(Notices.class).look();
        hub.part(Notices.class).look();
        List<MimeMessage> told = Arrays.stream(received("market.example")).filter(mail -> text(mail).contains(id)).toList();
        assertThat(told).as("one for each of the office's two mailboxes").hasSize(2);
        assertThat(told.getFirst().getSubject()).startsWith("打通：贵单位有");
        assertThat(text(told.getFirst())).contains("- 草稿 grid-events " + id, "https://hub.example/sharing/" + id).doesNotContain("占道经营", "{0}", "??");
        assertThat(hub.number("SELECT count(*) FROM notices.told WHERE office = '11110199MB00DEN14J' AND key = ?", "sharing/" + id + "/0")).isEqualTo(1);
    }

    @Test
    void anOfficeIsToldOfARequestOfAPersonAndOfOneThatWaitsForASecondPerson() {
        Person authority = new Person("authority", "11110199MB00DEN65T", Set.of("platform-authority"));
        Register.Result received = hub.part(Register.class).receive(PersonRequest.Type.ACCESS, PersonRequest.Proof.DOCUMENT, hub.part(Register.class).now(), authority);
        TwoPersons.Result asked = hub.part(TwoPersons.class).ask(Request.Kind.ERASURE, Map.of(Erasure.NUMBERS, "13900000001"), "依申请删除（示例）", authority);
        String person = ((Register.Result.Done) received).request().id();
        String erasure = ((TwoPersons.Result.Done) asked).request().id();
        hub.part(Notices.class).look();
        MimeMessage told = Arrays.stream(received("data.example")).filter(mail -> text(mail).contains(person)).findFirst().orElseThrow();
        assertThat(text(told)).contains("请在目标日前答复： " + person, "https://hub.example/persons/" + person, "待第二人确认： " + erasure, "https://hub.example/approvals/" + erasure)
                .doesNotContain("13900000001", "依申请", "{0}", "??");
    }

    private static String text(MimeMessage mail) {
        try {
            return (String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
        } catch (IOException | MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static MimeMessage[] received() {
        return received("office.example");
    }

    private static MimeMessage[] received(String domain) {
        return Arrays.stream(server.getReceivedMessagesForDomain(domain)).toArray(MimeMessage[]::new);
    }

    private static String row(String number) {
        return number + ",王演示,2026-11-01 15:20,周测试,独居老人,晨光里3-2-501,楼道灯坏,设施维修,联系物业,否,,\n";
    }

    private static void deliver(String from, Map<String, byte[]> attachments) throws Exception {
        MimeMultipart parts = new MimeMultipart();
        MimeBodyPart text = new MimeBodyPart();
        text.setText("请查收");
        parts.addBodyPart(text);
        for (Map.Entry<String, byte[]> attachment : attachments.entrySet()) {
            MimeBodyPart part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(attachment.getValue(), "application/octet-stream")));
            part.setFileName(attachment.getKey());
            parts.addBodyPart(part);
        }
        MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
        mail.setFrom(new InternetAddress(from));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress("visits@hub.example"));
        mail.setSubject("走访表", "UTF-8");
        mail.setHeader("delete", "true");
        mail.setContent(parts);
        mail.saveChanges();
        mailbox.deliver(mail);
    }

    private static int mails(String name) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.imaps.ssl.trust", "localhost");
        Store store = Session.getInstance(properties).getStore("imaps");
        store.connect("localhost", server.getImaps().getPort(), "visits", "s&cr=t");
        try (store) {
            Folder found = store.getFolder(name);
            return found.exists() ? found.getMessageCount() : 0;
        }
    }

    private static long count(String keys) {
        return hub.number("SELECT count(*) FROM ledger.opinion WHERE source_key LIKE ?", keys);
    }
}
