package ringside.adapters.bybit.rest;

import java.util.regex.Pattern;

/** Which hosts are this machine by their name alone. */
final class Loopback {
  private static final Pattern IPV4 = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

  private Loopback() {}

  static boolean is(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.equals("[::1]")
        || IPV4.matcher(host).matches();
  }
}
