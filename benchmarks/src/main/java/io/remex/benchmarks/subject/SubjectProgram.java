package io.remex.benchmarks.subject;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The conversation of a subject with the rig: a line on standard input asks for a round, a line on standard output answers. The
 * program ends when standard input does, so that it never outlives the rig.
 */
public final class SubjectProgram {
    private final Map<String, Function<RoundRequest, RoundAnswer>> loops = new TreeMap<>();

    /** A program that can do nothing yet. */
    public SubjectProgram() {}

    /** A program with the loops that every echo can do. */
    public static SubjectProgram ofEcho(Echo.Source source) {
        EchoLoops echo = new EchoLoops(source);
        return new SubjectProgram()
                .loop("sync", echo::closedLoop)
                .loop("window", echo::windowLoop)
                .loop("open", echo::openLoop)
                .loop("after-idle", echo::afterIdle);
    }

    /** Adds a loop. */
    public SubjectProgram loop(String name, Function<RoundRequest, RoundAnswer> loop) {
        loops.put(name, loop);
        return this;
    }

    /** Answers until the input ends. */
    public void run() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = System.out;
        answer(out, RoundAnswer.of(Map.of()));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            answer(out, measure(RoundRequest.parse(line)));
        }
    }

    private static void answer(PrintStream out, RoundAnswer answer) {
        out.println(answer.line());
        out.flush();
    }

    /** One round; what it throws becomes the answer's problem, and stands whole in the log. */
    RoundAnswer measure(RoundRequest request) {
        Function<RoundRequest, RoundAnswer> loop = loops.get(request.scenario());
        if (loop == null) {
            return RoundAnswer.problem("it has no loop '" + request.scenario() + "', only " + loops.keySet());
        }
        try {
            return loop.apply(request);
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            System.out.println(trace);
            return RoundAnswer.problem(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
