package datong.classification;

/** Words before a value that say what it is. */
final class Labels {
    private static final String BETWEEN = "：:　 ,，是为到号码\"“（(【[";

    private Labels() {}

    /** Whether one of the words stands before {@code start}, with at most four signs such as a colon or 号码 between. */
    static boolean endsBefore(String text, int start, String... words) {
        for (int end = start; end > 0 && start - end <= 4; end--) {
            for (String word : words) {
                if (end >= word.length() && text.regionMatches(true, end - word.length(), word, 0, word.length())) {
                    return true;
                }
            }
            if (BETWEEN.indexOf(text.charAt(end - 1)) < 0) {
                return false;
            }
        }
        return false;
    }

    /** Where the value begins that a word ending at {@code end} announces. */
    static int valueAfter(String text, int end) {
        int start = end;
        while (start < text.length() && start - end < 4 && BETWEEN.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        return start;
    }
}
