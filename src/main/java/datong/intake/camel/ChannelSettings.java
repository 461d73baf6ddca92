package datong.intake.camel;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.spi.PropertiesSource;

/**
 * What an integration needs to know of its district: hosts, users, topics. In {@code {{name}}} stands a setting, in
 * {@code {{secret:name}}} the content of the file that a setting names. Settings come from the hub's own configuration and
 * environment, else from {@code integrations/settings.properties}, read anew whenever it is asked.
 */
public final class ChannelSettings {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*}}");
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*#.*$|[ \\t]#[^'\"\\n]*$");
    private static final String SECRET = "secret:";
    private final Path file;
    private final Function<String, Optional<String>> configured;

    /** @param configured settings of the hub itself */
    public ChannelSettings(Path folder, Function<String, Optional<String>> configured) {
        this.file = folder.resolve("settings.properties");
        this.configured = configured;
    }

    /** Names that the text needs and that are set nowhere; of a secret, also a file that cannot be read. */
    List<String> missing(String text) {
        List<String> missing = new ArrayList<>();
        for (String placeholder : placeholders(text)) {
            if (placeholder.startsWith(SECRET)) {
                String name = placeholder.substring(SECRET.length());
                find(name).ifPresentOrElse(path -> {
                    if (!Files.isReadable(Path.of(path))) {
                        missing.add(name + " (names a file that cannot be read)");
                    }
                }, () -> missing.add(name));
            } else if (find(placeholder).isEmpty()) {
                missing.add(placeholder);
            }
        }
        return missing;
    }

    /** Changes whenever a setting of the text does; tells nothing of what it is. */
    int fingerprint(String text) {
        return placeholders(text).stream().map(placeholder -> placeholder.startsWith(SECRET) ? secret(placeholder.substring(SECRET.length())) : find(placeholder))
                .toList().hashCode();
    }

    /** The message without what secrets the text has. */
    String withoutSecrets(String text, String message) {
        String clean = message;
        for (String placeholder : placeholders(text)) {
            if (placeholder.startsWith(SECRET)) {
                clean = secret(placeholder.substring(SECRET.length())).filter(secret -> secret.length() > 2).map(secret -> message.replace(secret, "…")).orElse(clean);
            }
        }
        return clean;
    }

    /** Those without a default, each once. */
    private static List<String> placeholders(String text) {
        List<String> names = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(COMMENT.matcher(text).replaceAll(""));
        while (matcher.find()) {
            String name = matcher.group(1);
            boolean optional = name.startsWith("?") || !name.startsWith(SECRET) && name.contains(":");
            if (!optional && !names.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    Optional<String> find(String name) {
        return configured.apply(name).or(() -> Optional.ofNullable(file().getProperty(name))).map(String::strip).filter(value -> !value.isEmpty());
    }

    private Optional<String> secret(String name) {
        return find(name).map(Path::of).filter(Files::isReadable).map(path -> {
            try {
                return Files.readString(path).strip();
            } catch (IOException unreadable) {
                throw new IllegalStateException("the file that " + name + " names cannot be read", unreadable);
            }
        });
    }

    private Properties file() {
        Properties settings = new Properties();
        if (Files.isReadable(file)) {
            try (Reader text = Files.newBufferedReader(file)) {
                settings.load(text);
            } catch (IOException | IllegalArgumentException unreadable) {
                return new Properties();
            }
        }
        return settings;
    }

    /** Gives the context these settings as its placeholders. */
    public void equip(CamelContext context) {
        PropertiesComponent properties = context.getPropertiesComponent();
        properties.addPropertiesSource(new PropertiesSource() {
            @Override
            public String getName() {
                return "channels";
            }

            @Override
            public String getProperty(String name) {
                return find(name).orElse(null);
            }
        });
        properties.addPropertiesFunction(new PropertiesFunction() {
            @Override
            public String getName() {
                return "secret";
            }

            @Override
            public String apply(String remainder) {
                return secret(remainder).orElse(null);
            }
        });
    }
}
