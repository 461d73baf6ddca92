package datong.policy.ranger;

import datong.schema.Element;
import datong.schema.ItemDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.ranger.plugin.model.RangerServiceResource;
import org.apache.ranger.plugin.model.RangerTag;
import org.apache.ranger.plugin.model.RangerTagDef;
import org.apache.ranger.plugin.util.ServiceTags;

/** Level and personal-data class of every item, as Ranger's tags on the item in every dataset. */
final class RangerTags {
    private RangerTags() {}

    static ServiceTags of(RangerModel model) {
        Map<String, Long> ids = new LinkedHashMap<>();
        ServiceTags tags = new ServiceTags();
        tags.setServiceName(RangerModel.SERVICE);
        tags.setOp(ServiceTags.OP_ADD_OR_UPDATE);
        tags.setTagVersion(1L);
        List<RangerServiceResource> resources = new ArrayList<>();
        Map<Long, List<Long>> ofResource = new HashMap<>();
        for (Element element : Element.values()) {
            for (ItemDefinition item : model.items(element)) {
                long id = resources.size() + 1L;
                resources.add(resource(id, element, item));
                ofResource.put(id, List.of(tag(ids, item.level().name()), tag(ids, item.personalData().name())));
            }
        }
        tags.setServiceResources(resources);
        tags.setResourceToTagIds(ofResource);
        tags.setTagDefinitions(new HashMap<>());
        tags.setTags(new HashMap<>());
        ids.forEach((name, id) -> {
            tags.getTagDefinitions().put(id, new RangerTagDef(name, RangerModel.SERVICE));
            RangerTag tag = new RangerTag(name, new HashMap<>());
            tag.setId(id);
            tags.getTags().put(id, tag);
        });
        return tags;
    }

    private static long tag(Map<String, Long> ids, String name) {
        return ids.computeIfAbsent(name, absent -> ids.size() + 1L);
    }

    private static RangerServiceResource resource(long id, Element element, ItemDefinition item) {
        RangerServiceResource resource = new RangerServiceResource("resource-" + id, RangerModel.SERVICE, new HashMap<>(Map.of(
                "element", RangerModel.values(List.of(element.code())), "dataset", RangerModel.values(List.of("*")), "item", RangerModel.values(List.of(item.name().value())))));
        resource.setId(id);
        return resource;
    }
}
