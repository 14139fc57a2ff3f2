package ringside.engine.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import ringside.engine.boot.ControlServer.Reply;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OperatorAction;
import ringside.journal.codec.StopReason;

/**
 * What the control door answers: how the run goes, and what an operator wants of it. The door's
 * threads.
 */
final class ControlService {
  private static final long PATIENCE_S = 10;
  private static final int ALL_ACCOUNTS = 1_000;
  private static final int MAX_ACTOR = 100;

  private final StatusSource status;
  private final OperatorDesk desk;
  private final TradeCatalog catalog;
  private final StopRequest stop;

  ControlService(StatusSource status, OperatorDesk desk, TradeCatalog catalog, StopRequest stop) {
    this.status = status;
    this.desk = desk;
    this.catalog = catalog;
    this.stop = stop;
  }

  Map<String, ControlServer.Service> services() {
    return Map.of("/status", this::status, "/control", this::control);
  }

  private Reply status(Map<String, String> form) {
    RunStatus now = status.now();
    String text;
    if (isSet(form, "json")) {
      text = JsonLine.of(StatusValues.of(now)) + "\n";
    } else {
      StatusText words = new StatusText(isSet(form, "colour"), ALL_ACCOUNTS);
      text = String.join("\n", words.block(now)) + "\n";
    }
    return new Reply(200, now.healthy(), text);
  }

  private Reply control(Map<String, String> form) {
    OperatorAction action = action(form.get("action"));
    OperatorDesk.Scope scope = scope(form);
    String actor = form.getOrDefault("actor", "control");
    if (actor.length() > MAX_ACTOR) {
      throw new UsageException("actor: at most " + MAX_ACTOR + " characters");
    }
    OperatorDesk.Answer answer = answer(action, scope, actor);
    if (action == OperatorAction.STOP
        && answer.done()
        && scope.equals(OperatorDesk.Scope.EVERYTHING)) {
      stop.request(StopReason.OPERATOR, actor);
    }
    if (isSet(form, "json")) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("action", action.name().toLowerCase(Locale.ROOT));
      values.put("done", answer.done());
      values.put("detail", answer.detail());
      return new Reply(200, answer.done(), JsonLine.of(values) + "\n");
    }
    String word = answer.done() ? "done" : "refused";
    return new Reply(200, answer.done(), word + ": " + answer.detail() + "\n");
  }

  private OperatorDesk.Answer answer(
      OperatorAction action, OperatorDesk.Scope scope, String actor) {
    try {
      return desk.command(action, scope, actor).get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return new OperatorDesk.Answer(
          false,
          "the engine has recorded the command and not answered within "
              + PATIENCE_S
              + " s; 'status' tells what holds");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new OperatorDesk.Answer(false, "the engine is ending");
    }
  }

  private static OperatorAction action(String word) {
    List<String> allowed = new ArrayList<>();
    for (OperatorAction action : OperatorAction.values()) {
      if (action != OperatorAction.NULL_VAL) {
        String name = action.name().toLowerCase(Locale.ROOT);
        if (name.equals(word)) {
          return action;
        }
        allowed.add(name);
      }
    }
    throw new UsageException("action " + word + ": allowed: " + String.join(", ", allowed));
  }

  private OperatorDesk.Scope scope(Map<String, String> form) {
    Integer account = index("account", form.get("account"), catalog.accounts());
    Integer instrument = index("symbol", form.get("symbol"), catalog.instruments());
    Leg leg = leg(form.get("side"));
    boolean narrowed = account != null || instrument != null || leg != null;
    if (narrowed == isSet(form, "all")) {
      throw new UsageException(
          narrowed
              ? "either all, or an account, a symbol or a side"
              : "say what it is about: --account, --symbol, --side, or --all for everything");
    }
    return new OperatorDesk.Scope(account, instrument, leg);
  }

  private static Integer index(String what, String name, Map<String, Integer> known) {
    if (name == null) {
      return null;
    }
    Integer index = known.get(name);
    if (index == null) {
      throw new UsageException(
          what + " " + name + ": allowed: " + String.join(", ", known.keySet()));
    }
    return index;
  }

  private static Leg leg(String side) {
    if (side == null) {
      return null;
    }
    return switch (side.toLowerCase(Locale.ROOT)) {
      case "long" -> Leg.LONG;
      case "short" -> Leg.SHORT;
      default -> throw new UsageException("side " + side + ": allowed: long, short");
    };
  }

  private static boolean isSet(Map<String, String> form, String name) {
    return "true".equals(form.get(name));
  }
}
