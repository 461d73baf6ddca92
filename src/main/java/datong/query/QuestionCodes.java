package datong.query;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a question says of itself stands in the audit log as given, so it must not be able to hold anything else. */
public final class QuestionCodes {
    private static final Pattern CODE = Pattern.compile("[A-Z0-9._]{1,64}");
    private static final Pattern CASE = Pattern.compile("[\\p{L}\\p{N}._/()（）〔〕-]{1,64}");

    private QuestionCodes() {}

    /** @throws InvalidQuestion if the purpose is missing or one of them is not readable */
    public static void demand(String purpose, Optional<String> scene, Optional<String> caseNumber) {
        if (purpose.isBlank()) {
            throw new InvalidQuestion("MISSING_PURPOSE", "say for which purpose the records are asked, for example SERVICE.REQUEST");
        }
        if (!CODE.matcher(purpose).matches() || scene.filter(code -> !CODE.matcher(code).matches()).isPresent()) {
            throw new InvalidQuestion("UNREADABLE_CODE", "purpose and scene are codes of capitals, digits, '.' and '_', 64 at most, for example SERVICE.REQUEST");
        }
        if (caseNumber.filter(number -> !CASE.matcher(number).matches()).isPresent()) {
            throw new InvalidQuestion("UNREADABLE_CASE", "a case number is letters, digits and . _ / - ( ) 〔 〕, 64 characters at most");
        }
    }
}
