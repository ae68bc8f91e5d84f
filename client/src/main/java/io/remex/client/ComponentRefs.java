package io.remex.client;

import io.remex.ErrorCode;
import io.remex.ObjectRef;
import io.remex.codec.Codec;
import io.remex.protocol.Failure;
import java.util.ArrayList;
import java.util.List;

/** The results of a task that gives one for each component of a record. An attempt that is made again gives what is missing. */
final class ComponentRefs implements TaskItems {
    private final List<ItemRef<?>> refs = new ArrayList<>();

    ComponentRefs(TaskRef<?> task, List<Codec<?>> codecs) {
        for (int i = 0; i < codecs.size(); i++) {
            refs.add(new ItemRef<>(task, i, codecs.get(i)));
        }
    }

    List<ObjectRef<?>> refs() {
        return List.copyOf(refs);
    }

    @Override
    public String onItem(CallerLane lane, long index, Object value, long sizeBytes) {
        ItemRef<?> ref = index >= 0 && index < refs.size() ? refs.get((int) index) : null;
        if (ref != null && !ref.hasOutcome()) {
            ref.complete(lane, value);
            return null;
        }
        StoredValue.letGo(value);
        return ref == null ? "component " + index + " of " + refs.size() : null;
    }

    @Override
    public Failure check(long count) {
        boolean areThere = refs.stream().allMatch(AbstractRef::hasOutcome);
        return areThere && count == refs.size()
                ? null
                : Failure.of(
                        ErrorCode.VALUE_CODEC, "the task ended after " + count + " of " + refs.size() + " results");
    }

    @Override
    public void onTaskEnded(Failure failure) {
        if (failure != null) {
            refs.forEach(ref -> ref.completeFailure(failure));
        }
    }
}
