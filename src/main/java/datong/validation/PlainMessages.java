package datong.validation;

import jakarta.validation.MessageInterpolator;
import java.util.Locale;

/** Messages of constraints as they stand: no value can get into them, and no expression is ever evaluated. */
final class PlainMessages implements MessageInterpolator {
    @Override
    public String interpolate(String template, Context context) {
        return template;
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
        return template;
    }
}
