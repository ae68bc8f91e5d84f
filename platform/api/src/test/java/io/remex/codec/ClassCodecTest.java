package io.remex.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ValueCodecException;
import org.junit.jupiter.api.Test;

class ClassCodecTest {
    private static class Vehicle {}

    private static final class Car extends Vehicle {}

    private static final class Other {}

    private static final class Late {}

    private static final class Unknown {}

    private final Codec<Vehicle> vehicles = new ClassCodec<>(Vehicle.class, "class Vehicle{}");

    @Test
    void shouldCarryRegisteredClassesAndTheirSubclasses() {
        RegisteredClasses.register(Vehicle.class, Car.class);
        Car car = new Car();
        assertThat(Codecs.roundTrip(vehicles, car)).isSameAs(car);
        assertThat(Codecs.roundTrip(vehicles, null)).isNull();
        assertThat(Codecs.encode(vehicles, null)).containsExactly(0);
        assertThat(vehicles.layout()).isEqualTo("class Vehicle{}");
    }

    @Test
    void shouldRefuseAnObjectOfAnotherType() {
        RegisteredClasses.register(Other.class);
        byte[] bytes = Codecs.encode(new ClassCodec<>(Other.class, ""), new Other());
        assertThatThrownBy(() -> Codecs.decode(vehicles, bytes))
                .isInstanceOf(ValueCodecException.class)
                .hasMessageContaining(Other.class.getName())
                .hasMessageContaining(Vehicle.class.getName());
    }

    @Test
    void shouldPassTheRefusalOfAnUnregisteredClassOn() {
        Codec<Unknown> codec = new ClassCodec<>(Unknown.class, "");
        assertThatThrownBy(() -> Codecs.encode(codec, new Unknown())).isInstanceOf(ValueCodecException.class);
        assertThatThrownBy(() -> Codecs.decode(codec, new byte[] {1, 2, 0, 0})).isInstanceOf(ValueCodecException.class);
        assertThatThrownBy(() -> Codecs.decode(codec, new byte[] {1, 5, 0})).isInstanceOf(ValueCodecException.class);
    }

    @Test
    void shouldRegisterEachClassOnceAlsoAfterTheSerializerIsThere() {
        FakeClassSerializer serializer = (FakeClassSerializer) RegisteredClasses.serializer();
        RegisteredClasses.register(Late.class);
        RegisteredClasses.register(Late.class, Late.class);
        assertThat(serializer.registered()).containsOnlyOnce(Late.class);
        assertThat(RegisteredClasses.isRegistered(Late.class)).isTrue();
        assertThat(RegisteredClasses.isRegistered(Unknown.class)).isFalse();
        assertThat(RegisteredClasses.all()).containsOnlyOnce(Late.class);
    }
}
