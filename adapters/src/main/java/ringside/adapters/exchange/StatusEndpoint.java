package ringside.adapters.exchange;

/**
 * What the exchange says of its own maintenance: one that is switched on as a fault is under way
 * for all of it.
 */
final class StatusEndpoint {
  /** Answers in maintenance, too. */
  static final String PATH = "/v5/system/status";

  private static final long EXPECTED_MS = 600_000;
  private static final int SERVICES = 5;

  private final Faults faults;

  StatusEndpoint(Faults faults) {
    this.faults = faults;
  }

  Route route() {
    return Route.open(PATH, this::answer);
  }

  private RestAnswer answer(RestCall call) {
    JsonWriter json = new JsonWriter().beginObject().beginArray("list");
    for (Faults.Active active : faults.list()) {
      Fault fault = active.fault();
      if (fault.kind() == FaultKind.MAINTENANCE) {
        long lastsMs = fault.durationMs() > 0 ? fault.durationMs() : EXPECTED_MS;
        item(json, active.id(), call.serverMs(), lastsMs);
      }
    }
    return RestAnswer.ok(json.endArray().endObject());
  }

  /** When it began is not kept: it is always just now. */
  private static void item(JsonWriter json, long id, long nowMs, long lastsMs) {
    json.beginObject()
        .text("id", "maintenance-" + id)
        .text("title", "Maintenance")
        .text("state", "ongoing")
        .numberText("begin", nowMs)
        .numberText("end", nowMs + lastsMs)
        .text("href", "");
    json.beginArray("serviceTypes");
    for (int service = 1; service <= SERVICES; service++) {
      json.number(service);
    }
    json.endArray().beginArray("product").number(1).endArray();
    json.beginArray("uidSuffix").endArray();
    json.number("maintainType", 2).number("env", 1).endObject();
  }
}
