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
    private MqttCallback taker;
    private boolean open;

    synchronized void takenBy(MqttCallback next) {
        taker = next;
    }

    /** Hands on what was held, and from now on all at once. */
    synchronized void release() throws Exception {
        open = true;
        for (Held next = held.poll(); next != null; next = held.poll()) {
            taker.messageArrived(next.topic(), next.message());
        }
    }

    @Override
    public synchronized void messageArrived(String topic, MqttMessage message) throws Exception {
        if (open) {
            taker.messageArrived(topic, message);
        } else {
            held.add(new Held(topic, message));
        }
    }

    @Override
    public void connectComplete(boolean again, String broker) {
        MqttCallback next = taker();
        if (next != null) {
            next.connectComplete(again, broker);
        }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        MqttCallback next = taker();
        if (next != null) {
            next.disconnected(response);
        }
    }

    @Override
    public void mqttErrorOccurred(MqttException failure) {
        MqttCallback next = taker();
        if (next != null) {
            next.mqttErrorOccurred(failure);
        }
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        MqttCallback next = taker();
        if (next != null) {
            next.deliveryComplete(token);
        }
    }

    @Override
    public void authPacketArrived(int reason, MqttProperties properties) {
        MqttCallback next = taker();
        if (next != null) {
            next.authPacketArrived(reason, properties);
        }
    }

    private synchronized MqttCallback taker() {
        return taker;
    }
}
