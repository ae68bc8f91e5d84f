package io.remex.benchmarks.peers.pekko;

import com.typesafe.config.ConfigFactory;
import java.util.Map;
import org.apache.pekko.actor.ActorSystem;

/** An actor system that talks Artery over TCP on loopback. */
final class Systems {
    static final String NAME = "peer";

    private Systems() {}

    static ActorSystem start(int port) {
        return ActorSystem.create(
                NAME,
                ConfigFactory.parseMap(Map.of(
                                "pekko.actor.provider", "remote",
                                "pekko.loglevel", "ERROR",
                                "pekko.remote.artery.transport", "tcp",
                                "pekko.remote.artery.canonical.hostname", "127.0.0.1",
                                "pekko.remote.artery.canonical.port", port,
                                "pekko.actor.allow-java-serialization", "off"))
                        .withFallback(ConfigFactory.load()));
    }
}
