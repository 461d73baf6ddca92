package datong.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The one source for an item's label, level, personal-data class, kind and default treatment. Constraints stand beside it
 * as Jakarta Validation annotations; the item's name is the component's name in snake_case.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Item {
    String chinese();

    String english();

    Level level() default Level.L1;

    PersonalData personal() default PersonalData.NONE;

    ValueKind kind() default ValueKind.PLAIN;

    DefaultTreatment publish() default DefaultTreatment.KEEP;

    /** Name of the code table in {@code codes/<name>.yaml}; empty for none. */
    String codes() default "";

    /** Found by equality through a keyed blind index while it is encrypted at rest. */
    boolean lookup() default false;

    /** Rank among the items that say whose record this is; 1 is the strongest, 0 none. */
    int subject() default 0;

    /** Switched off until a district's duty list needs it (religion, marital status, health). */
    boolean offByDefault() default false;
}
