package datong.web.open311;

import datong.schema.DatasetCode;
import datong.schema.ItemName;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which matters are public.
 *
 * @param file where it stands, for messages
 * @param as id of the subject of the policies whose eyes the public sees with
 * @param item whose codes are Open311's services; @param services those that are public, in the order of the file
 * @param coordinates decimals that places are told with; empty: they are not told
 */
record Open311Offer(String file, DatasetCode dataset, String as, String purpose, ItemName item, List<Service> services, OptionalInt coordinates) {
    record Service(String code, String name, String description, String group) {}
}
