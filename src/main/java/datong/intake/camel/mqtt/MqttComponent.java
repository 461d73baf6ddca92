package datong.intake.camel.mqtt;

import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Component;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Configuration;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Consumer;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Endpoint;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.EventNotifierSupport;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Camel's {@code paho-mqtt5:}, but it listens before it connects, and lets nothing through before its route has started. A broker sends what was not
 * acknowledged again the moment a session is resumed. Camel's consumer names its listener only after that, and the client drops what nobody listens
 * for; a route that has not started refuses what it is given. Either message stays unacknowledged, and with its window full of such the broker sends
 * nothing more.
 */
@Component("paho-mqtt5")
public final class MqttComponent extends PahoMqtt5Component {
    @Override
    protected Endpoint createEndpoint(String uri, String topic, Map<String, Object> parameters) throws Exception {
        ListeningEndpoint endpoint = new ListeningEndpoint(uri, topic, this, getConfiguration().copy());
        setProperties(endpoint, parameters);
        return endpoint;
    }

    private static final class ListeningEndpoint extends PahoMqtt5Endpoint {
        ListeningEndpoint(String uri, String topic, MqttComponent component, PahoMqtt5Configuration configuration) {
            super(uri, topic, component, configuration);
        }

        @Override
        public Consumer createConsumer(Processor processor) throws Exception {
            ListeningConsumer consumer = new ListeningConsumer(this, processor);
            configureConsumer(consumer);
            return consumer;
        }

        HoldingClient connected(HeldMessages held) throws Exception {
            PahoMqtt5Configuration configuration = getConfiguration();
            HoldingClient client = new HoldingClient(configuration, configuration.getClientId() == null ? generateClientId() : configuration.getClientId(), held);
            client.setManualAcks(configuration.isManualAcksEnabled());
            try {
                client.connect(createMqttConnectionOptions());
                return client;
            } catch (MqttException refused) {
                client.close();
                throw refused;
            }
        }

        /** A client whose messages go by way of those held, whoever is named as their listener. */
        private static final class HoldingClient extends MqttClient {
            private final HeldMessages held;

            HoldingClient(PahoMqtt5Configuration configuration, String id, HeldMessages held) throws MqttException {
                super(configuration.getBrokerUrl(), id, createMqttClientPersistence(configuration));
                this.held = held;
                super.setCallback(held);
            }

            @Override
            public void setCallback(MqttCallback callback) {
                held.takenBy(callback);
            }
        }
    }

    private static final class ListeningConsumer extends PahoMqtt5Consumer {
        private final ListeningEndpoint endpoint;
        private HeldMessages held;
        private EventNotifierSupport started;
        private MqttClient connected;

        ListeningConsumer(ListeningEndpoint endpoint, Processor processor) {
            super(endpoint, processor);
            this.endpoint = endpoint;
        }

        @Override
        protected void doStart() throws Exception {
            held = new HeldMessages();
            connected = endpoint.connected(held);
            setClient(connected);
            super.doStart();
            started = new Started();
            started.start();
            endpoint.getCamelContext().getManagementStrategy().addEventNotifier(started);
        }

        /** The session stays at the broker, for the next start. */
        @Override
        protected void doStop() throws Exception {
            if (started != null) {
                endpoint.getCamelContext().getManagementStrategy().removeEventNotifier(started);
                started = null;
            }
            super.doStop();
            if (connected != null) {
                if (connected.isConnected()) {
                    connected.disconnect();
                }
                connected.close();
                connected = null;
            }
        }

        private final class Started extends EventNotifierSupport {
            @Override
            public boolean isEnabled(CamelEvent event) {
                return event instanceof CamelEvent.RouteStartedEvent route && route.getRoute().getRouteId().equals(getRouteId());
            }

            @Override
            public void notify(CamelEvent event) throws Exception {
                held.release();
            }
        }
    }
}
