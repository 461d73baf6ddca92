package datong.classification;

import datong.schema.check.Characters;
import datong.schema.check.Checked;
import datong.schema.check.Mobile;
import datong.schema.check.ResidentId;

/** Looks for ID numbers and mobiles inside the key of a source's record, joined to other parts or not. */
final class SourceKeys {
    private SourceKeys() {}

    static boolean holdsPersonalNumber(String key) {
        int position = 0;
        while (position < key.length()) {
            int end = position;
            while (end < key.length() && digit(key, end)) {
                end++;
            }
            if (end - position >= 11 && personal(key, position, end)) {
                return true;
            }
            position = Math.max(end, position + 1);
        }
        return false;
    }

    /** An ID is looked for anywhere in the run, since its check tells it; a mobile and an old ID only as the whole run. */
    private static boolean personal(String key, int start, int end) {
        int length = end - start;
        String run = key.substring(start, end);
        if (length == 11 || length == 13) {
            return Mobile.parse(run) instanceof Checked.Valid;
        }
        boolean oldId = length == 15 && Characters.halfWidth(key.charAt(start + 6)) >= '2';
        if (oldId && ResidentId.parse(run) instanceof ResidentId.Valid) {
            return true;
        }
        for (int from = start; from + 18 <= key.length() && from + 17 <= end; from++) {
            if (ResidentId.parse(key.substring(from, from + 18)) instanceof ResidentId.Valid id && id.birthDate().getYear() >= 1900) {
                return true;
            }
        }
        return false;
    }

    private static boolean digit(String key, int index) {
        return Characters.digit(Characters.halfWidth(key.charAt(index)));
    }
}
