package datong.intake.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelSettingsTest {
    private static final String TEXT = """
            # the host goes to {{x.comment}}, which needs no setting
            - route:
                id: x
                from:
                  uri: sftp:{{x.host}}/{{x.folder:orders}}      # not {{x.either}}
                  parameters: { password: 'RAW({{secret:x.password-file}})', user: '{{?x.user}}' }
            """;
    @TempDir
    Path folder;

    @Test
    void whatIsNotSetAndHasNoDefaultIsMissing() {
        assertThat(settings(Map.of()).missing(TEXT)).containsExactly("x.host", "x.password-file");
    }

    @Test
    void aSecretWhoseFileCannotBeReadIsMissingToo() {
        assertThat(settings(Map.of("x.host", "h", "x.password-file", "/nowhere/at/all")).missing(TEXT))
                .containsExactly("x.password-file (names a file that cannot be read)");
    }

    @Test
    void settingsComeFromTheHubElseFromTheFileBesideTheIntegrations() throws IOException {
        Files.writeString(folder.resolve("settings.properties"), "x.host = from the file\nx.folder = a\n");
        assertThat(settings(Map.of("x.host", "from the hub")).find("x.host")).contains("from the hub");
        assertThat(settings(Map.of()).find("x.host")).contains("from the file");
        assertThat(settings(Map.of()).find("x.other")).isEmpty();
    }

    @Test
    void aChangedSecretChangesTheFingerprint() throws IOException {
        Path file = Files.writeString(folder.resolve("p"), "one\n");
        ChannelSettings settings = settings(Map.of("x.host", "h", "x.password-file", file.toString()));
        int before = settings.fingerprint(TEXT);
        assertThat(settings.fingerprint(TEXT)).isEqualTo(before);
        Files.writeString(file, "two\n");
        assertThat(settings.fingerprint(TEXT)).isNotEqualTo(before);
    }

    @Test
    void aSecretStandsInNoMessage() throws IOException {
        Path file = Files.writeString(folder.resolve("p"), "s&cr=t\n");
        assertThat(settings(Map.of("x.password-file", file.toString())).withoutSecrets(TEXT, "cannot connect to sftp://u:s&cr=t@host")).isEqualTo("cannot connect to sftp://u:…@host");
    }

    @Test
    void camelResolvesSettingsAndSecrets() throws Exception {
        Path file = Files.writeString(folder.resolve("p"), "s&cr=t\n");
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            settings(Map.of("x.host", "h", "x.password-file", file.toString())).equip(context);
            assertThat(context.resolvePropertyPlaceholders("{{x.host}} {{secret:x.password-file}} {{x.folder:orders}}")).isEqualTo("h s&cr=t orders");
        }
    }

    @Test
    void aChannelSaysWhereItIsFromAndWhatItFeedsWithoutItsSettings() {
        Channel channel = Channel.of("x", TEXT.replace("id: x", "id: x\n    description: 工单 · Orders") + "      steps:\n        - to: ledger:hotline-12345?gather=10\n",
                Channel.State.NOT_CONFIGURED, "x.host");
        assertThat(channel).isEqualTo(new Channel("x", "hotline-12345", "sftp", "工单 · Orders", Channel.State.NOT_CONFIGURED, "x.host"));
    }

    private ChannelSettings settings(Map<String, String> hub) {
        return new ChannelSettings(folder, name -> Optional.ofNullable(hub.get(name)));
    }
}
