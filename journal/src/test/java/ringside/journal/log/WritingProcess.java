package ringside.journal.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** A process of its own that writes a journal until it is killed, and says how far it has come. */
final class WritingProcess implements AutoCloseable {
  private final Process process;
  private final AtomicLong acknowledged = new AtomicLong();
  private final Queue<String> output = new ConcurrentLinkedQueue<>();
  private final Thread listener;

  private WritingProcess(Process process) {
    this.process = process;
    this.listener = new Thread(this::listen, "writing-process-listener");
    listener.setDaemon(true);
    listener.start();
  }

  static WritingProcess start(Path journal, long seed) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (flag.startsWith("--add") || flag.startsWith("--enable") || flag.startsWith("--sun")) {
        command.add(flag);
      }
    }
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(WritingProcess.class.getName());
    command.add(journal.toString());
    command.add(Long.toString(seed));
    return new WritingProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  long pid() {
    return process.pid();
  }

  /** The last sequence whose append is known to have returned. */
  long acknowledged() {
    return acknowledged.get();
  }

  void awaitAcknowledged(long atLeast) {
    Await.until(
        "the process has written " + atLeast + "; it said " + output,
        () -> acknowledged.get() >= atLeast || !process.isAlive());
    if (acknowledged.get() < atLeast) {
      throw new AssertionError("the process ended by itself: " + output);
    }
  }

  /** SIGKILL, then everything that it still managed to say. */
  void kill() throws InterruptedException {
    // By its handle: the process itself would also close the pipe that we still want to read.
    process.toHandle().destroyForcibly();
    process.waitFor();
    listener.join();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void listen() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("ack ")) {
          acknowledged.set(Long.parseLong(line.substring(4)));
        } else {
          output.add(line);
        }
      }
    } catch (IOException e) {
      output.add(e.toString());
    }
  }

  /** Writes batches of changing size into small segments, and acknowledges each. */
  public static void main(String[] args) {
    PrintStream out =
        new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true);
    int step = (int) Long.parseLong(args[1]);
    JournalFixture run = JournalFixture.open(Path.of(args[0]), JournalFixture.smallSegments());
    for (int i = step; ; i++) {
      out.println("ack " + run.append(1, 1 + i % 40));
    }
  }
}
