package datong.policy.ranger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ranger.plugin.model.RangerRole;
import org.apache.ranger.plugin.util.RangerRoles;

/** Who is meant by the roles of a Ranger Admin: their users and groups, those of the roles in them included. */
final class AdminRoles {
    private final Map<String, RangerRole> roles = new HashMap<>();

    AdminRoles(RangerRoles downloaded) {
        if (downloaded.getRangerRoles() != null) {
            downloaded.getRangerRoles().stream().filter(role -> !Boolean.FALSE.equals(role.getIsEnabled())).forEach(role -> roles.put(role.getName(), role));
        }
    }

    record Members(Set<String> users, Set<String> groups, Set<String> unknownRoles) {}

    Members members(List<String> users, List<String> groups, List<String> named) {
        Members members = new Members(new HashSet<>(users), new HashSet<>(groups), new HashSet<>());
        Set<String> seen = new HashSet<>();
        named.forEach(role -> add(role, members, seen));
        return new Members(Set.copyOf(members.users), Set.copyOf(members.groups), Set.copyOf(members.unknownRoles));
    }

    private void add(String name, Members members, Set<String> seen) {
        RangerRole role = roles.get(name);
        if (role == null) {
            members.unknownRoles.add(name);
        }
        if (role == null || !seen.add(name)) {
            return;
        }
        role.getUsers().forEach(user -> members.users.add(user.getName()));
        role.getGroups().forEach(group -> members.groups.add(group.getName()));
        role.getRoles().forEach(inner -> add(inner.getName(), members, seen));
    }
}
