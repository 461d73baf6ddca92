/** Messages of an MQTT broker by Camel's component, none of them missed at the moment of connecting. */
package datong.intake.camel.mqtt;
