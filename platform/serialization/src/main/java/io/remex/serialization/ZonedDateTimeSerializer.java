package io.remex.serialization;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.memory.MemoryBuffer;
import org.apache.fory.serializer.Serializer;

/** Keeps the offset, which Fory drops: at the end of summer time an hour happens twice, and only the offset says which. */
final class ZonedDateTimeSerializer extends Serializer<ZonedDateTime> {

    ZonedDateTimeSerializer(Config config) {
        super(config, ZonedDateTime.class, false, true);
    }

    @Override
    public void write(WriteContext context, ZonedDateTime value) {
        MemoryBuffer buffer = context.getBuffer();
        buffer.writeInt64(value.toLocalDate().toEpochDay());
        buffer.writeInt64(value.toLocalTime().toNanoOfDay());
        buffer.writeInt32(value.getOffset().getTotalSeconds());
        context.writeString(value.getZone().getId());
    }

    @Override
    public ZonedDateTime read(ReadContext context) {
        MemoryBuffer buffer = context.getBuffer();
        LocalDate date = LocalDate.ofEpochDay(buffer.readInt64());
        LocalTime time = LocalTime.ofNanoOfDay(buffer.readInt64());
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(buffer.readInt32());
        return ZonedDateTime.ofInstant(LocalDateTime.of(date, time), offset, ZoneId.of(context.readString()));
    }
}
