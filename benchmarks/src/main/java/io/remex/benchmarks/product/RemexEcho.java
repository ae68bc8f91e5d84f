package io.remex.benchmarks.product;

import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.benchmarks.subject.Echo;

/** The product's echo: the generated stub, the whole way there and back. Owns a session. */
final class RemexEcho implements Echo {
    private final Remex.Session session = Remex.init();
    private final ObjectRef<Long>[] refs;
    private int first;
    private int next;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of references cannot be made otherwise
    RemexEcho(int window) {
        refs = new ObjectRef[window];
    }

    @Override
    public long call(long value) {
        return BenchmarkFunctionsRemote.next(value).get();
    }

    @Override
    public void submit(long value) {
        refs[next] = BenchmarkFunctionsRemote.next(value);
        next = next + 1 == refs.length ? 0 : next + 1;
    }

    @Override
    public long take() {
        ObjectRef<Long> ref = refs[first];
        refs[first] = null;
        first = first + 1 == refs.length ? 0 : first + 1;
        return ref.get();
    }

    @Override
    public boolean isOldestReady() {
        return refs[first].isReady();
    }

    @Override
    public void close() {
        session.close();
    }
}
