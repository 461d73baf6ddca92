package datong.publication;

import datong.policy.Treatment;

/** Whether a publication's own treatment protects at least as much as the policies demand. What cannot be compared does not. */
final class Strictness {
    private Strictness() {}

    static boolean atLeast(Treatment wanted, Treatment demanded) {
        if (wanted instanceof Treatment.Drop || wanted.equals(demanded)) {
            return true;
        }
        return switch (demanded) {
            case Treatment.Reveal reveal -> true;
            case Treatment.Truncate(int keep) -> wanted instanceof Treatment.Truncate(int less) && less <= keep;
            case Treatment.Generalise(int keep) -> wanted instanceof Treatment.Generalise(int less) && less > 0 && less <= keep;
            case Treatment.Mask mask -> false;
            case Treatment.Pseudonymise pseudonymise -> false;
            case Treatment.EncryptForRecipient encrypt -> false;
            case Treatment.PreserveFormat preserve -> false;
            case Treatment.RedactText redact -> false;
            case Treatment.Drop drop -> false;
        };
    }
}
