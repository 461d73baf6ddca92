package datong;

import java.util.Optional;

/** Which version of the hub this is. */
final class HubVersion {
    private HubVersion() {}

    /** As the jar says; {@code development} when run from classes. */
    static String text() {
        return Optional.ofNullable(HubVersion.class.getPackage().getImplementationVersion()).orElse("development");
    }
}
