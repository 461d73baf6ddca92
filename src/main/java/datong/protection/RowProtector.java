package datong.protection;

import datong.classification.PersonalDataScanner;
import datong.ledger.LedgerRow;
import datong.policy.Treatment;
import datong.schema.ItemDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Prepares every item's treatment once, then carries it out row by row. What a treatment does not understand is absent from the answer. */
public final class RowProtector implements Protector {
    private final KeyRing ring;
    private final CryptoSuites suites;
    private final PersonalDataScanner scanner;
    private final Envelopes envelopes;

    public RowProtector(KeyRing ring, CryptoSuites suites, PersonalDataScanner scanner, Envelopes envelopes) {
        this.ring = ring;
        this.suites = suites;
        this.scanner = scanner;
        this.envelopes = envelopes;
    }

    @Override
    public Plan plan(List<ItemDefinition> items, List<Treatment> treatments, Recipient recipient) {
        if (items.size() != treatments.size()) {
            throw new ProtectionRefused(items.size() + " items stand beside " + treatments.size() + " treatments; every item needs one");
        }
        List<ItemDefinition> kept = new ArrayList<>();
        ValueTreatment[] prepared = new ValueTreatment[items.size()];
        for (int i = 0; i < prepared.length; i++) {
            if (treatments.get(i) instanceof Treatment.Drop) {
                continue;
            }
            prepared[i] = prepare(items.get(i), treatments.get(i), recipient);
            kept.add(items.get(i));
        }
        return new RowPlan(List.copyOf(kept), prepared);
    }

    private ValueTreatment prepare(ItemDefinition item, Treatment treatment, Recipient recipient) {
        return switch (treatment) {
            case null -> throw new ProtectionRefused(item.name() + " has no treatment");
            case Treatment.Reveal reveal -> value -> value;
            case Treatment.Mask mask -> new Masking(item.kind());
            case Treatment.Truncate truncate -> truncating(item, truncate.keep());
            case Treatment.Generalise generalise -> new Generalising(item, generalise.keep());
            case Treatment.Pseudonymise pseudonymise -> new Pseudonyms(ring, suites, item, named(recipient, item));
            case Treatment.EncryptForRecipient encrypt -> encrypting(item, named(recipient, item));
            case Treatment.PreserveFormat preserve -> FormatPreserving.of(ring, suites, item, named(recipient, item));
            case Treatment.RedactText redact -> new Redaction(scanner);
            case Treatment.Drop drop -> value -> null;
        };
    }

    private static ValueTreatment truncating(ItemDefinition item, int keep) {
        if (keep < 1) {
            throw new ProtectionRefused(item.name() + " is to be truncated to " + keep + " characters; keep at least 1, or drop it");
        }
        return value -> value instanceof String text ? Characters.first(text, keep) : null;
    }

    private ValueTreatment encrypting(ItemDefinition item, Recipient recipient) {
        Envelope envelope = envelope(recipient).orElseThrow(() -> new ProtectionRefused(item.name() + " is to be encrypted, and organisation "
                + recipient.organisation() + " has registered no public key that the suite in force can use"));
        return value -> envelope.seal(ValueTreatment.text(value));
    }

    private Optional<Envelope> envelope(Recipient recipient) {
        try {
            return envelopes.to(recipient.organisation());
        } catch (CryptoSuite.CryptoFailure unusable) {
            throw new ProtectionRefused(unusable.getMessage());
        }
    }

    /** Who is not named would share pseudonyms with everybody else who is not. */
    private static Recipient named(Recipient recipient, ItemDefinition item) {
        if (recipient.organisation().isBlank() || recipient.purpose().isBlank()) {
            throw new ProtectionRefused(item.name() + " is treated for one recipient and purpose, and the request names none");
        }
        return recipient;
    }

    /** @param prepared in the order of the row's values; null where the item is dropped */
    private record RowPlan(List<ItemDefinition> items, ValueTreatment[] prepared) implements Plan {
        @Override
        public ProtectedRow protect(LedgerRow row) {
            if (row.values().length != prepared.length) {
                throw new ProtectionRefused("a row has " + row.values().length + " values and the plan " + prepared.length + " items");
            }
            Object[] values = new Object[items.size()];
            int next = 0;
            for (int i = 0; i < prepared.length; i++) {
                if (prepared[i] != null) {
                    values[next++] = prepared[i].treatAny(row.values()[i]);
                }
            }
            return new ProtectedRow(row.id(), Collections.unmodifiableList(Arrays.asList(values)));
        }
    }
}
