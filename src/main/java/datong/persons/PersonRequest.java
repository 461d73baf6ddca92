package datong.persons;

import java.time.Instant;
import java.util.Optional;

/**
 * What a person asks for about their own data (PIPL 44 to 50). Holds nothing that says who it is.
 *
 * @param targetAt by when it should be done; @param dueAt the first moment that is too late
 * @param records how many records were found; empty until it is said who it is
 * @param article the exemption that a refusal rests on
 */
public record PersonRequest(String id, Type type, Proof proof, Instant receivedAt, Instant targetAt, Instant dueAt, String enteredBy, State state, Optional<Integer> records,
        Optional<String> decidedBy, Optional<Instant> decidedAt, String reason, String article, Optional<Instant> doneAt) {

    /** DOMAIN §2.13. */
    public enum Type {
        ACCESS, COPY, CORRECT, ERASE, RESTRICT, EXPLAIN, TRANSFER, WITHDRAW, DECEASED;

        /** Whether the person is told what is held of them and who looked (PIPL 45, 48, 50). */
        public boolean shows() {
            return this == ACCESS || this == COPY || this == EXPLAIN || this == DECEASED;
        }

        /** Whether it may end in an erasure (PIPL 47, 49). */
        public boolean erases() {
            return this == ERASE || this == WITHDRAW || this == DECEASED;
        }
    }

    /** How sure it is that the person is who they say they are. */
    public enum Proof {
        NONE, CONTACT, DOCUMENT, IN_PERSON;

        /** A number that is known proves that somebody has the phone, and no more. */
        public boolean enough() {
            return compareTo(DOCUMENT) >= 0;
        }
    }

    public enum State { RECEIVED, GRANTED, REFUSED, DONE }

    public boolean over() {
        return state == State.REFUSED || state == State.DONE;
    }

    public boolean late(Instant now) {
        return !over() && !now.isBefore(dueAt);
    }

    public boolean pressing(Instant now) {
        return !over() && !now.isBefore(targetAt);
    }
}
