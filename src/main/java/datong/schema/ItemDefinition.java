package datong.schema;

import java.util.Optional;

/**
 * One item of an element as every room sees it.
 *
 * @param ordinal position in the element's value array; extension items follow the standard ones
 * @param maxLength longest string in characters, 0 where length has no meaning
 * @param subjectRank 1 is the strongest hint to whose record this is, 0 none
 * @param extension true for an item a district added in {@code mappings/extensions}
 */
public record ItemDefinition(
        ItemName name,
        String chinese,
        String english,
        ItemType type,
        ValueKind kind,
        Level level,
        PersonalData personalData,
        DefaultTreatment publish,
        Optional<String> codeTable,
        boolean lookup,
        int subjectRank,
        boolean offByDefault,
        int maxLength,
        int ordinal,
        boolean extension) {

    /** L3 and L4 items are encrypted at rest. */
    public boolean encryptedAtRest() {
        return level.atLeast(Level.L3);
    }
}
