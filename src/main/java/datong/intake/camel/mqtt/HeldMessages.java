package datong.intake.camel.mqtt;

import java.util.ArrayDeque;
import java.util.Queue;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Holds messages until the route can take them, at most as many as the broker sends without an acknowledgement; everything else goes on at once. */
final class HeldMessages implements MqttCallback {
    private record Held(String topic, MqttMessage message) {}

    private final Queue<Held> held = new ArrayDeque<>();
    private volatile MqttCallback taker;
    private boolean open;

    void takenBy(MqttCallback next) {
        taker = next;
    }

    /** Hands on what was held, in its order, and from then on all at once. A message is handed on without the lock, for that may take long. */
    void release() throws Exception {
        for (Held next = next(); next != null; next = next()) {
            taker.messageArrived(next.topic(), next.message());
        }
    }

    private synchronized Held next() {
        open = held.isEmpty();
        return held.poll();
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) throws Exception {
        if (passes(topic, message)) {
            taker.messageArrived(topic, message);
        }
    }

    private synchronized boolean passes(String topic, MqttMessage message) {
        if (!open) {
            held.add(new Held(topic, message));
        }
        return open;
    }

    @Override
    public void connectComplete(boolean again, String broker) {
        MqttCallback next = taker;
        if (next != null) {
            next.connectComplete(again, broker);
        }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        MqttCallback next = taker;
        if (next != null) {
            next.disconnected(response);
        }
    }

    @Override
    public void mqttErrorOccurred(MqttException failure) {
        MqttCallback next = taker;
        if (next != null) {
            next.mqttErrorOccurred(failure);
        }
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        MqttCallback next = taker;
        if (next != null) {
            next.deliveryComplete(token);
        }
    }

    @Override
    public void authPacketArrived(int reason, MqttProperties properties) {
        MqttCallback next = taker;
        if (next != null) {
            next.authPacketArrived(reason, properties);
        }
    }
}
