package ringside.adapters.exchange;

/**
 * The key of a test account. Its secret guards play money on the loopback interface; it is shown to
 * whoever started the exchange, and by nothing else.
 */
public record AccountKey(String name, String apiKey, String secret) {
  @Override
  public String toString() {
    return "AccountKey[" + name + "]";
  }
}
