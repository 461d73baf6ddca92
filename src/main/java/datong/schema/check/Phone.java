package datong.schema.check;

/** A number by which a person is called: mobile or landline. */
public final class Phone {
    private static final Checked.Invalid INVALID =
            new Checked.Invalid("PHONE_FORMAT", "a phone number is a mobile of 11 digits or a landline with its area code");

    private Phone() {}

    public static Checked parse(String text) {
        if (Mobile.parse(text) instanceof Checked.Valid mobile) {
            return mobile;
        }
        Checked landline = Landline.parse(text);
        return landline instanceof Checked.Invalid ? INVALID : landline;
    }
}
