package datong;

import static org.assertj.core.api.Assertions.assertThat;

import datong.intake.camel.Channel;
import datong.intake.camel.Integrations;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Work orders fetched from a real SSH server, in the order in which a steward meets the cases. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SftpIT {
    private static final String CHANNEL = "hotline-12345-sftp";
    @TempDir
    static Path folder;
    private static TestHub hub;
    private static SshServer server;
    private static KeyPair key;
    private static Path orders;
    private static final AtomicInteger MOVES_TO_REFUSE = new AtomicInteger();

    @BeforeAll
    static void start() throws Exception {
        orders = Files.createDirectories(folder.resolve("server/orders"));
        key = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(key));
        server.setPasswordAuthenticator((user, password, session) -> user.equals("datong") && password.equals("s&cr=t %)"));
        server.setFileSystemFactory(new VirtualFileSystemFactory(folder.resolve("server")));
        SftpSubsystemFactory sftp = new SftpSubsystemFactory();
        sftp.addSftpEventListener(new SftpEventListener() {
            @Override
            public void moving(ServerSession session, Path from, Path to, Collection<CopyOption> options) throws IOException {
                if (MOVES_TO_REFUSE.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new IOException("the line breaks between commit and move");
                }
            }
        });
        server.setSubsystemFactories(List.of(sftp));
        server.start();
        hub = TestHub.start(folder.resolve("hub"));
    }

    @AfterAll
    static void stop() throws IOException {
        hub.close();
        server.stop();
    }

    @Test
    @Order(1)
    void withoutSettingsTheChannelWaitsAndSaysWhatIsMissing() throws IOException {
        TestHub.until("the channels are known", () -> channel().state() == Channel.State.NOT_CONFIGURED);
        assertThat(channel().message()).contains(CHANNEL + ".host", CHANNEL + ".user", CHANNEL + ".password-file", CHANNEL + ".known-hosts-file");
        assertThat(channel().source()).isEqualTo("hotline-12345");
        assertThat(hub.part(Integrations.class).problems()).isEmpty();
    }

    @Test
    @Order(2)
    void aServerWhoseKeyIsNotKnownIsNotTalkedTo() throws Exception {
        put("first.csv", TestHub.order("SF-1"), TestHub.order("SF-2"));
        configure(KeyPairGenerator.getInstance("RSA").generateKeyPair());
        TestHub.until("the channel runs", () -> channel().state() == Channel.State.RUNNING);
        TestHub.until("it was tried", () -> hub.said("HostKey has been changed") || hub.said("UnknownHostKey") || hub.said("reject HostKey"));
        assertThat(count("SF-%")).isZero();
        assertThat(orders.resolve("first.csv")).exists();
    }

    @Test
    @Order(3)
    void aFileOfAKnownServerIsTakenAndMovedOnceItIsInTheLedger() throws Exception {
        configure(key);
        TestHub.until("the file is moved", () -> moved(".done").anyMatch(name -> name.endsWith("first.csv")));
        assertThat(count("SF-%")).isEqualTo(2);
        assertThat(orders.resolve("first.csv")).doesNotExist();
    }

    @Test
    @Order(4)
    void whatBreaksBetweenCommitAndMoveIsTakenAgainAndChangesNothing() throws Exception {
        MOVES_TO_REFUSE.set(1);
        put("second.csv", TestHub.order("SG-1"), TestHub.order("SG-2"), TestHub.order("SG-3"));
        TestHub.until("the file is moved at last", () -> moved(".done").anyMatch(name -> name.endsWith("second.csv")));
        assertThat(hub.number("SELECT count(*) FROM intake.delivery WHERE name = 'second.csv' AND state = 'DONE'")).isEqualTo(2);
        assertThat(hub.number("SELECT sum(unchanged_count) FROM intake.batch b JOIN intake.delivery d ON d.id = b.delivery_id WHERE d.name = 'second.csv'")).isEqualTo(3);
        assertThat(count("SG-%")).isEqualTo(3);
        assertThat(hub.number("SELECT count(*) FROM ledger.matter_history WHERE source_key LIKE 'SG-%'")).isZero();
    }

    @Test
    @Order(5)
    void aFileThatCannotBeReadIsSetAsideAndTheNextIsTaken() throws Exception {
        Files.write(orders.resolve("draft.tmp"), new byte[] {'%', 'P', 'D', 'F', '-', '1', '.', '7', '\n', 'x'});
        Files.move(orders.resolve("draft.tmp"), orders.resolve("bad.csv"));
        put("good.csv", TestHub.order("SH-1"));
        TestHub.until("both are moved", () -> moved(".failed").anyMatch(name -> name.endsWith("bad.csv")) && moved(".done").anyMatch(name -> name.endsWith("good.csv")));
        assertThat(hub.delivered("hotline-12345", "bad.csv").rule()).isEqualTo("NOT_TEXT");
        assertThat(count("SH-%")).isEqualTo(1);
    }

    private static Channel channel() {
        return hub.part(Integrations.class).channels().stream().filter(channel -> channel.id().equals(CHANNEL)).findFirst().orElseThrow();
    }

    private static void configure(KeyPair known) throws IOException {
        hub.write("known-hosts", "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(known.getPublic()) + "\n");
        hub.write("password", "s&cr=t %)\n");
        hub.write("integrations/settings.properties", Stream.of("host=127.0.0.1:" + server.getPort(), "folder=orders", "user=datong", "password-file=" + hub.file("password"),
                "known-hosts-file=" + hub.file("known-hosts"), "delay=300", "min-age=0").map(line -> CHANNEL + "." + line + "\n").reduce("# " + known.hashCode() + "\n", String::concat));
    }

    @SafeVarargs
    private static void put(String name, Map<String, String>... rows) throws IOException {
        Files.write(folder.resolve(name), TestHub.hotline(List.of(), List.of(rows)));
        Files.move(folder.resolve(name), orders.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Stream<String> moved(String where) throws IOException {
        return Files.isDirectory(orders.resolve(where)) ? Stream.of(orders.resolve(where).toFile().list()) : Stream.empty();
    }

    private static long count(String keys) {
        return hub.number("SELECT count(*) FROM ledger.matter WHERE source_key LIKE ?", keys);
    }
}
