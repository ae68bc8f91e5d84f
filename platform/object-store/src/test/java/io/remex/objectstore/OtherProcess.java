package io.remex.objectstore;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A store in a JVM of its own, told what to do line by line. Commands: {@code put <seed> <length>} answers with a descriptor, {@code read <descriptor>
 * <seed>} with {@code same}, {@code hold <descriptor>} opens a view and keeps it, {@code free <n>} lets go of the n-th thing kept.
 */
final class OtherProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final PrintStream commands;

    /** With spilling to {@code root/spill}, or without. */
    OtherProcess(Path root, boolean spilling) throws IOException {
        this(List.of(), root, spilling ? root.resolve("spill") : null);
    }

    /**
     * As above, started by another command, such as one that makes namespaces.
     *
     * @param spill where to spill to; null for no spilling
     */
    OtherProcess(List<String> prefix, Path root, Path spill) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "--add-exports",
                "java.base/jdk.internal.misc=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                root.toString(),
                spill == null ? "" : spill.toString()));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    String ask(String command) throws Exception {
        commands.println(command);
        String answer = CompletableFuture.supplyAsync(this::line, OtherProcess::runOnItsOwnThread)
                .get(60, TimeUnit.SECONDS);
        if (answer == null) {
            throw new IOException("the process ended at: " + command);
        }
        return answer;
    }

    /** A read that the other process never answers must not keep the test JVM. */
    private static void runOnItsOwnThread(Runnable read) {
        Thread thread = new Thread(read, "answers of the other process");
        thread.setDaemon(true);
        thread.start();
    }

    private String line() {
        try {
            return answers.readLine();
        } catch (IOException e) {
            return null;
        }
    }

    ObjectDescriptor put(long seed, int length) throws Exception {
        return ObjectDescriptor.decode(HexFormat.of().parseHex(ask("put " + seed + " " + length)), 0);
    }

    static String text(ObjectDescriptor descriptor) {
        return HexFormat.of().formatHex(descriptor.encode());
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    /** The other JVM. */
    public static void main(String... arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        StoreConfig config = arguments[1].isEmpty()
                ? StoreFixture.config(root)
                : StoreFixture.spilling(root, Path.of(arguments[1]), 16 * StoreFixture.MIB, 1L << 30);
        List<AutoCloseable> kept = new ArrayList<>();
        try (ObjectStore store = ObjectStore.open(config);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(answer(store, kept, line.split(" ", -1)));
            }
        }
    }

    private static String answer(ObjectStore store, List<AutoCloseable> kept, String... words) {
        try {
            switch (words[0]) {
                case "put" -> {
                    StoredObject object = StoreFixture.put(store, Long.parseLong(words[1]), Integer.parseInt(words[2]));
                    kept.add(object::free);
                    return text(object.descriptor());
                }
                case "read" -> {
                    try (ObjectView view = store.view(descriptor(words[1]))) {
                        byte[] expected = StoreFixture.content(Long.parseLong(words[2]), view.length());
                        return Arrays.equals(StoreFixture.read(view), expected) ? "same" : "different";
                    }
                }
                case "hold" -> {
                    kept.add(store.view(descriptor(words[1])));
                    return "held";
                }
                case "free" -> {
                    kept.remove(Integer.parseInt(words[1])).close();
                    return "freed";
                }
                default -> {
                    return "unknown";
                }
            }
        } catch (Exception e) {
            return e.toString().replace('\n', ' ');
        }
    }

    private static ObjectDescriptor descriptor(String hex) {
        return ObjectDescriptor.decode(HexFormat.of().parseHex(hex), 0);
    }
}
