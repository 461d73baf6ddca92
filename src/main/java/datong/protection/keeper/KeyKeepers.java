package datong.protection.keeper;

import datong.protection.KeyKeeper;
import datong.protection.KeyRingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The keeper that the setting {@code datong.crypto.keeper} names. */
public final class KeyKeepers {
    /** What the setting may be. */
    public static final String FORMS = "pkcs11:<library>?key=<label>&pin-file=<file>[&slot=<index>], vault:<address>/<mount>/<key>?token-file=<file>, or nothing";

    private KeyKeepers() {}

    /** Of the environment, for commands. */
    public static Optional<KeyKeeper> ofEnvironment() {
        return of(Optional.ofNullable(System.getenv("DATONG_CRYPTO_KEEPER")).orElse(""));
    }

    /** Empty for an empty setting. */
    public static Optional<KeyKeeper> of(String setting) {
        if (setting.isBlank()) {
            return Optional.empty();
        }
        String place = setting.replaceFirst("\\?.*", "");
        Map<String, String> options = options(setting);
        if (place.startsWith("pkcs11:/") && options.containsKey("key") && options.containsKey("pin-file")) {
            return Optional.of(Pkcs11Keeper.open(place.substring("pkcs11:".length()), options.getOrDefault("slot", "0"), options.get("key"), secret(options.get("pin-file"))));
        }
        if (place.matches("vault:https?://[^/]+/.+/[^/]+") && options.containsKey("token-file")) {
            return Optional.of(VaultTransit.at(place.substring("vault:".length()), secret(options.get("token-file"))));
        }
        throw new KeyRingException("datong.crypto.keeper is '" + place + "'; expected " + FORMS);
    }

    private static Map<String, String> options(String setting) {
        Map<String, String> options = new HashMap<>();
        int from = setting.indexOf('?');
        for (String option : from < 0 ? new String[0] : setting.substring(from + 1).split("&")) {
            int equals = option.indexOf('=');
            options.put(equals < 0 ? option : option.substring(0, equals), equals < 0 ? "" : option.substring(equals + 1));
        }
        return options;
    }

    private static String secret(String file) {
        try {
            return Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new KeyRingException("the secret of the key's keeper cannot be read from " + file, unreadable);
        }
    }
}
