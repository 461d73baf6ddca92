package datong.catalogue;

/**
 * A provision that departments may cite, from {@code mappings/catalogue/legal-bases.yaml}.
 *
 * @param id as catalogue files name it
 * @param title with its article
 */
public record LegalBasis(String id, Kind kind, String title) {
    public enum Kind {
        LAW, ADMIN_REG, STATE_COUNCIL_DECISION, LOCAL_REG, DEPARTMENT_RULE;

        /** Decree 809, Art. 15(2): a local rule does not allow a department to refuse. */
        public boolean allowsRefusal() {
            return this == LAW || this == ADMIN_REG || this == STATE_COUNCIL_DECISION;
        }
    }
}
