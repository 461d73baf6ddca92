package datong.sharing;

import static datong.sharing.Role.AUTHORITY;
import static datong.sharing.Role.DEMANDER_HEAD;
import static datong.sharing.Role.DEMANDER_OFFICER;
import static datong.sharing.Role.DEMANDER_SYSTEM;
import static datong.sharing.Role.HUB;
import static datong.sharing.Role.PROVIDER_HEAD;
import static datong.sharing.Role.PROVIDER_OFFICER;
import static datong.sharing.State.AGREED;
import static datong.sharing.State.CLOSED;
import static datong.sharing.State.DISPOSED;
import static datong.sharing.State.DISPUTED;
import static datong.sharing.State.DRAFT;
import static datong.sharing.State.ENDED;
import static datong.sharing.State.IN_USE;
import static datong.sharing.State.PROPOSED_NO;
import static datong.sharing.State.PROPOSED_YES;
import static datong.sharing.State.RECEIVED;
import static datong.sharing.State.REFUSED;
import static datong.sharing.State.SUPPLEMENTING;
import static datong.sharing.State.SUSPENDED;
import static datong.sharing.State.WITHDRAWN;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that can be done with an application: from where, by whom, and what has to be said with it. */
public enum Move {
    /** Terms are changed before they are submitted. */
    REVISE(by(DEMANDER_OFFICER), Map.of(DRAFT, DRAFT, SUPPLEMENTING, SUPPLEMENTING)),
    /** The demander's head approves; with it the provider has it. */
    SUBMIT(by(DEMANDER_HEAD), Map.of(DRAFT, RECEIVED, SUPPLEMENTING, RECEIVED)),
    WITHDRAW(by(DEMANDER_OFFICER, DEMANDER_HEAD), Map.of(DRAFT, WITHDRAWN, RECEIVED, WITHDRAWN, SUPPLEMENTING, WITHDRAWN, AGREED, WITHDRAWN, REFUSED, WITHDRAWN)),
    /** Everything that is missing, told once (Art. 21). */
    ASK_SUPPLEMENT(by(PROVIDER_OFFICER), Map.of(RECEIVED, SUPPLEMENTING), Field.WORDS),
    ASK_EXTENSION(by(PROVIDER_OFFICER), Map.of(RECEIVED, RECEIVED), Field.DAYS, Field.WORDS),
    /** The authority's consent; the demander reads it on the same page. */
    EXTEND(by(AUTHORITY), Map.of(RECEIVED, RECEIVED)),
    PROPOSE_YES(by(PROVIDER_OFFICER), Map.of(RECEIVED, PROPOSED_YES), Field.WORDS),
    PROPOSE_NO(by(PROVIDER_OFFICER), Map.of(RECEIVED, PROPOSED_NO), Field.REASON, Field.WORDS),
    RETURN(by(PROVIDER_HEAD), Map.of(PROPOSED_YES, RECEIVED, PROPOSED_NO, RECEIVED), Field.WORDS),
    /** The provider's head signs the answer. */
    SIGN(by(PROVIDER_HEAD), Map.of(PROPOSED_YES, AGREED, PROPOSED_NO, REFUSED)),
    /** To the authority, when departments do not agree (Art. 28). */
    DISPUTE(by(DEMANDER_HEAD), Map.of(REFUSED, DISPUTED), Field.WORDS),
    REOPEN(by(AUTHORITY), Map.of(DISPUTED, RECEIVED), Field.WORDS),
    UPHOLD(by(AUTHORITY), Map.of(DISPUTED, REFUSED), Field.WORDS),
    /** The grant comes into force. */
    DELIVER(by(PROVIDER_OFFICER), Map.of(AGREED, IN_USE)),
    RECORD_USE(by(DEMANDER_OFFICER, DEMANDER_SYSTEM), Map.of(IN_USE, IN_USE, SUSPENDED, SUSPENDED, ENDED, ENDED), Field.SCENE, Field.PROCESS, Field.EFFECT, Field.STORAGE, Field.DESTRUCTION),
    /** Misuse: nothing is answered from now on (Art. 27). */
    SUSPEND(by(PROVIDER_HEAD, AUTHORITY), Map.of(IN_USE, SUSPENDED), Field.WORDS, Field.RECTIFY_BY),
    RESUME(by(PROVIDER_HEAD, AUTHORITY), Map.of(SUSPENDED, IN_USE), Field.WORDS),
    TERMINATE(by(AUTHORITY), Map.of(SUSPENDED, ENDED), Field.WORDS),
    /** The provider wants to end it, for a good cause: the demander is consulted, then it is filed with the authority, and on its day it ends (Art. 27). */
    ASK_END(by(PROVIDER_HEAD), Undisturbed.STATES, Field.WORDS, Field.EFFECTIVE),
    /** The provider wants to give fewer items, or to give them otherwise as the words say: on the same way. */
    ASK_CHANGE(by(PROVIDER_HEAD), Undisturbed.STATES, Field.ITEMS, Field.WORDS, Field.EFFECTIVE),
    /** What was asked is given up. */
    TAKE_BACK(by(PROVIDER_HEAD), Undisturbed.STATES),
    /** The demander's answer to what was asked. */
    CONSENT(by(DEMANDER_HEAD), Undisturbed.STATES),
    OBJECT(by(DEMANDER_HEAD), Undisturbed.STATES, Field.WORDS),
    /** The demander let the time of the consultation pass. */
    NO_ANSWER(by(HUB), Undisturbed.STATES),
    /** What was asked, and what the demander said to it, is put on record with the authority. */
    FILE(by(PROVIDER_HEAD), Undisturbed.STATES, Field.WORDS),
    /** The authority sees no good cause, or asks back: nothing happens until it is filed anew. */
    RETURN_FILING(by(AUTHORITY), Undisturbed.STATES, Field.WORDS),
    /** The day of what was filed has come. */
    CHANGE(by(HUB), Undisturbed.STATES),
    RETIRE(by(HUB), Map.of(IN_USE, ENDED, SUSPENDED, ENDED)),
    /** The demander wants to pass items on to a third party (Art. 25). */
    ASK_ONWARD(by(DEMANDER_HEAD), Map.of(IN_USE, IN_USE), Field.RECIPIENT, Field.ITEMS, Field.UNTIL, Field.WORDS),
    CONSENT_ONWARD(by(PROVIDER_HEAD), Undisturbed.STATES, Field.WORDS),
    REFUSE_ONWARD(by(PROVIDER_HEAD), Undisturbed.STATES, Field.WORDS),
    /** Data reached a third party without the provider's consent: a finding, and a reason to suspend. */
    FIND_ONWARD(by(PROVIDER_HEAD, AUTHORITY), Undisturbed.STATES, Field.WORDS),
    /** The purpose is achieved, or cannot be. */
    END(by(DEMANDER_OFFICER, DEMANDER_HEAD), Map.of(IN_USE, ENDED, SUSPENDED, ENDED), Field.WORDS),
    /** The last day of use is over. */
    EXPIRE(by(HUB), Map.of(IN_USE, ENDED, SUSPENDED, ENDED, AGREED, WITHDRAWN)),
    /** What became of the data that were passed on. */
    DISPOSE_ONWARD(by(DEMANDER_HEAD), Map.of(ENDED, ENDED), Field.MANNER, Field.WORDS),
    /** What became of the data, signed by the demander's head. */
    DISPOSE(by(DEMANDER_HEAD), Map.of(ENDED, DISPOSED), Field.MANNER, Field.WORDS),
    ACCEPT(by(PROVIDER_OFFICER), Map.of(DISPOSED, CLOSED)),
    REJECT_DISPOSAL(by(PROVIDER_OFFICER), Map.of(DISPOSED, ENDED), Field.WORDS);

    /** What is said with a move. */
    public enum Field {
        WORDS, DAYS, RECTIFY_BY,
        /** Day from which it counts, after today. */
        EFFECTIVE,
        /** Last day, not before today. */
        UNTIL,
        /** Unified social credit code of an organisation. */
        RECIPIENT,
        /** Names of items of the application, parted by commas. */
        ITEMS,
        SCENE, PROCESS, EFFECT, STORAGE, DESTRUCTION,
        /** One of {@link Reason}. */
        REASON,
        /** One of {@link Manner}. */
        MANNER
    }

    /** Why an application is refused. That it is incomplete is none: one asks for a supplement (Art. 21). */
    public enum Reason { NOT_SHARED_BY_LAW, NO_LEGAL_BASIS, NOT_NECESSARY, PURPOSE_NOT_LAWFUL, DATA_NOT_HELD }

    /** How data are disposed of (R-809-21). That they were made anonymous is said by no department: it would have to be measured (docs/ANONYMITY.md). */
    public enum Manner { RETURNED, DELETED, NOTHING_KEPT }

    /** What leaves the grant as it is. */
    private static final class Undisturbed {
        private static final Map<State, State> STATES = Map.of(IN_USE, IN_USE, SUSPENDED, SUSPENDED);
    }

    private final Set<Role> by;
    private final Map<State, State> steps;
    private final List<Field> fields;

    Move(Set<Role> by, Map<State, State> steps, Field... fields) {
        this.by = by;
        this.steps = steps;
        this.fields = List.of(fields);
    }

    private static Set<Role> by(Role... roles) {
        return Set.of(roles);
    }

    public Set<Role> roles() {
        return by;
    }

    public List<Field> fields() {
        return fields;
    }

    /** Whether somebody may begin with it, and nobody waits for it. */
    public boolean begins() {
        return switch (this) {
            case WITHDRAW, END, ASK_END, ASK_CHANGE, TAKE_BACK, RETURN_FILING, ASK_ONWARD, FIND_ONWARD, RECORD_USE, SUSPEND -> true;
            default -> false;
        };
    }

    /** Where it leads; empty if it cannot be made from there. */
    public Optional<State> from(State state) {
        return Optional.ofNullable(steps.get(state));
    }
}
