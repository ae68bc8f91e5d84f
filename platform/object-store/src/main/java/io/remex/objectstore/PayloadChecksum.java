package io.remex.objectstore;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The checksum of a payload, in memory and in a file: CRC32C, for which processors have an instruction. */
final class PayloadChecksum {
    private PayloadChecksum() {}

    /** Of what remains in the buffer, whose position stays. */
    static int of(ByteBuffer payload) {
        CRC32C checksum = new CRC32C();
        checksum.update(payload.duplicate());
        return (int) checksum.getValue();
    }
}
