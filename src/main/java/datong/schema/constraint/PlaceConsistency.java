package datong.schema.constraint;

import datong.schema.Place;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** What the items of a place should agree on. */
public final class PlaceConsistency implements ConstraintValidator<Consistent, Place> {
    @Override
    public boolean isValid(Place place, ConstraintValidatorContext context) {
        Findings findings = new Findings(context);
        Agreement.division(findings, "divisionCode", place.divisionCode());
        Agreement.grid(findings, place.gridCode(), place.divisionCode());
        Agreement.coordinates(findings, place.longitude(), place.latitude(), place.coordSystem());
        Agreement.residentId(findings, "ownerIdNumber", place.ownerIdNumber());
        if (place.floorArea() != null && place.floorArea().signum() <= 0) {
            findings.add("FLOOR_AREA_RANGE", "floorArea", "a floor area is more than 0 m²");
        }
        return findings.none();
    }
}
