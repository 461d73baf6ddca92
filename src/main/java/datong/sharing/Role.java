package datong.sharing;

/** In which part somebody acts on an application. The same person never takes two parts of one department (R-809-13, R-809-14). */
public enum Role {
    /** Of the working body of the department that needs the data. */
    DEMANDER_OFFICER,
    DEMANDER_HEAD,
    /** Its system: it reads, and records use. */
    DEMANDER_SYSTEM,
    /** Of the working body of the department that has the data. */
    PROVIDER_OFFICER,
    PROVIDER_HEAD,
    /** The data-sharing authority. */
    AUTHORITY,
    /** The hub itself, by the clock. */
    HUB
}
