package ringside.adapters.bybit;

import java.util.function.Supplier;
import ringside.adapters.bybit.rest.BybitRest;
import ringside.adapters.bybit.rest.VenueListener;
import ringside.adapters.port.FaultListener;
import ringside.adapters.port.ProcessClock;
import ringside.adapters.port.ReconnectPolicy;
import ringside.adapters.ws.StreamWatchdog;
import ringside.journal.event.EventSink;

/**
 * What all accounts on a venue share.
 *
 * @param sink where events go
 * @param watchdog looks after streams and time-outs
 * @param connects shared with the market feeds
 * @param rest the venue's REST, with its clock and limits
 * @param restrictions hears of order entry that is held back on the trade sockets, as REST tells
 *     its own
 * @param policies makes a reconnect policy; one for every stream
 */
public record TradingServices(
    EventSink sink,
    ProcessClock clock,
    StreamWatchdog watchdog,
    FaultListener faults,
    ConnectGovernor connects,
    BybitRest rest,
    VenueListener restrictions,
    Supplier<ReconnectPolicy> policies) {
  VenueStream.StreamContext streams() {
    return new VenueStream.StreamContext(clock, watchdog, connects, faults);
  }
}
