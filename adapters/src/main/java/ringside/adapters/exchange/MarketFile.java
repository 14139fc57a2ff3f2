package ringside.adapters.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.adapters.sim.MarketSource;
import ringside.adapters.sim.market.Markets;

/** Opens the market that a venue's identity names, and tells files of the same name apart. */
final class MarketFile {
  private static final Logger LOG = LoggerFactory.getLogger(MarketFile.class);
  private static final int BLOCK_BYTES = 1 << 16;

  private MarketFile() {}

  static MarketSource open(VenueIdentity identity) {
    return Markets.open(identity.market(), identity.seed(), identity.symbols(), LOG::warn);
  }

  /** Size and checksum of a file; "" for a market that is none. */
  static String mark(String market) throws IOException {
    if (market == null || market.equals(ExchangeConfig.GENERATED)) {
      return "";
    }
    Markets.check(market);
    CRC32C crc = new CRC32C();
    long size = 0;
    byte[] block = new byte[BLOCK_BYTES];
    try (InputStream in = Files.newInputStream(Path.of(market))) {
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        crc.update(block, 0, read);
        size += read;
      }
    }
    return size + " " + Long.toHexString(crc.getValue());
  }
}
