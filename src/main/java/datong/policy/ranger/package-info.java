/** Apache Ranger's engine behind the decision interface; the only place that may touch Ranger. */
package datong.policy.ranger;
