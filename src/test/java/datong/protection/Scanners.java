package datong.protection;

import datong.classification.PersonalDataScanner;
import java.util.List;
import java.util.regex.Pattern;

/** A scanner that knows mobile numbers only. */
final class Scanners {
    private static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");

    private Scanners() {}

    static PersonalDataScanner mobiles() {
        return new PersonalDataScanner() {
            @Override
            public List<Span> scan(String text) {
                return MOBILE.matcher(text).results().map(hit -> new Span(Kind.PHONE, hit.start(), hit.end())).toList();
            }

            @Override
            public String redact(String text) {
                return MOBILE.matcher(text).replaceAll("〔手机号〕");
            }
        };
    }
}
