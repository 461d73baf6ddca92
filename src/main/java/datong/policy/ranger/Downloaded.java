package datong.policy.ranger;

import java.time.Instant;

/**
 * What a Ranger Admin said, all of one round.
 *
 * @param policies and the rest: its answers, word for word; empty where it has no tags for the service
 * @param confirmed when the Admin last said that this is how it stands
 */
record Downloaded(String policies, String tags, String roles, Instant confirmed) {
    Downloaded confirmed(Instant at) {
        return new Downloaded(policies, tags, roles, at);
    }

    boolean says(Downloaded other) {
        return policies.equals(other.policies) && tags.equals(other.tags) && roles.equals(other.roles);
    }
}
