package ringside.engine.boot;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import ringside.adapters.bybit.rest.CredentialsException;
import ringside.adapters.exchange.ExchangeHeldException;
import ringside.adapters.exchange.ExchangeRefusedException;
import ringside.adapters.recording.RecordingException;
import ringside.engine.config.ConfigException;
import ringside.journal.log.JournalDamagedException;
import ringside.journal.log.JournalHeldException;
import ringside.journal.log.JournalRefusedException;
import ringside.journal.log.JournalSpaceException;

/**
 * Runs a command of the command line and turns whatever goes wrong into one line on standard error,
 * or one a mistake where a config file has several, and an exit code. The one place that decides
 * what a failure means to a user.
 */
public final class CommandRunner {
  private static final Logger LOG = LoggerFactory.getLogger(CommandRunner.class);

  private CommandRunner() {}

  /** Parses the arguments, runs the command, returns the exit code. */
  public static int run(Object command, String... args) {
    // What is printed is read by machines too: the same digits everywhere.
    Locale.setDefault(Locale.ROOT);
    CommandLine line = new CommandLine(command);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler(
        (e, given) -> {
          String name = e.getCommandLine().getCommandSpec().qualifiedName();
          System.err.println(name + ": " + oneLine(e) + " (see '" + name + " --help')");
          return ExitCode.USAGE;
        });
    line.setExecutionExceptionHandler(
        (e, failed, result) -> {
          System.err.println(failed.getCommandSpec().qualifiedName() + ": " + explain(e));
          LOG.debug("failed", e);
          return exitCode(e);
        });
    return line.execute(args);
  }

  private static int exitCode(Throwable e) {
    if (e instanceof JournalHeldException || e instanceof ExchangeHeldException) {
      return ExitCode.HELD;
    }
    if (e instanceof JournalDamagedException
        || e instanceof JournalRefusedException
        || e instanceof ExchangeRefusedException) {
      return ExitCode.REFUSED;
    }
    if (e instanceof JournalSpaceException) {
      return ExitCode.HALTED;
    }
    if (e instanceof UsageException
        || e instanceof ConfigException
        || e instanceof CredentialsException
        || e instanceof RecordingException
        || e instanceof IOException
        || e instanceof UncheckedIOException) {
      return ExitCode.USAGE;
    }
    return ExitCode.FAILED;
  }

  private static String explain(Throwable e) {
    if (e instanceof UncheckedIOException unchecked) {
      return unchecked.getMessage() + ": " + explain(unchecked.getCause());
    }
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + ": there is no such file or directory";
    }
    if (e instanceof AccessDeniedException denied) {
      return denied.getFile() + ": not allowed to open it";
    }
    if (e instanceof NotDirectoryException || e instanceof FileAlreadyExistsException) {
      return ((FileSystemException) e).getFile() + ": is there, and no directory";
    }
    if (e instanceof JournalDamagedException) {
      return oneLine(e) + "; 'ringside-tools.jar verify' says more, 'repair' copies what is valid";
    }
    if (e instanceof ConfigException) {
      return e.getMessage();
    }
    String message = oneLine(e);
    boolean expected = exitCode(e) != ExitCode.FAILED;
    return expected ? message : "failed: " + e.getClass().getSimpleName() + ": " + message;
  }

  private static String oneLine(Throwable e) {
    return e.getMessage() == null ? e.toString() : e.getMessage().lines().findFirst().orElse("");
  }
}
