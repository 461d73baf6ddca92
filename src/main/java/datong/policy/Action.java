package datong.policy;

/** What the subject wants to do with a dataset. */
public enum Action {
    /** Page through records. */
    QUERY,
    /** Read one record by its key or id, with a case number where the level asks for one. */
    LOOKUP,
    /** Write records into a release that leaves the hub. */
    PUBLISH,
    /** Look at a mapping's preview. */
    PREVIEW,
    /** See the dataset in the catalogue. */
    DISCOVER,
    /** Count its records, and be told numbers only. */
    STATISTICS
}
