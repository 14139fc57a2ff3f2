package ringside.adapters.bybit;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ringside.adapters.bybit.ItemFields.Kind;
import ringside.journal.codec.RecordHeaderEncoder;
import ringside.journal.codec.WalletUpdateEncoder;
import ringside.journal.event.RecordBuffer;

/**
 * An account's wallet, by stream (docs/v5/websocket/private/wallet) or by REST
 * (docs/v5/account/wallet-balance): totals, and a record for every coin.
 *
 * <pre>{@code
 * {"accountType":"UNIFIED","totalEquity":"10262.9","totalMarginBalance":"9684.4",
 *  "totalAvailableBalance":"9556.6","accountIMRate":"0","accountMMRate":"0",
 *  "coin":[{"coin":"USDT","equity":"1","walletBalance":"1","cumRealisedPnl":"0"}]}
 * }</pre>
 *
 * <p>A coin that cannot be read is left out, and counted by {@link #coinsRejected}.
 */
final class WalletItem implements AccountItem {
  private static final int COIN = 0;
  private static final int BALANCE = 1;
  private static final int EQUITY = 2;
  private static final int AVAILABLE = 3;
  private static final int UNREALISED = 4;
  private static final int REALISED = 5;
  private static final int ORDER_MARGIN = 6;
  private static final int POSITION_MARGIN = 7;
  private static final int MAINTENANCE_MARGIN = 8;

  private static final int TOTAL_EQUITY = 0;
  private static final int TOTAL_MARGIN_BALANCE = 1;
  private static final int TOTAL_AVAILABLE = 2;
  private static final int INITIAL_RATE = 3;
  private static final int MAINTENANCE_RATE = 4;

  private static final int MAX_COINS = 500;

  private final WalletUpdateEncoder wallet = new WalletUpdateEncoder();
  private final List<ItemFields> coins = new ArrayList<>();
  private final ItemFields totals =
      new ItemFields()
          .with("totalEquity", Kind.MONEY)
          .with("totalMarginBalance", Kind.MONEY)
          .with("totalAvailableBalance", Kind.MONEY)
          .with("accountIMRate", Kind.MONEY)
          .with("accountMMRate", Kind.MONEY)
          .with("coin", this::readCoins);

  private int coinCount;
  private int coinsRejected;

  @Override
  public boolean read(JsonCursor json) throws IOException, RejectedException {
    coinCount = 0;
    coinsRejected = 0;
    totals.read(json);
    return true;
  }

  /** Coins of the wallet read last that were left out. */
  int coinsRejected() {
    return coinsRejected;
  }

  @Override
  public int encode(RecordBuffer into, Stamp stamp, long reportId) {
    stamp.instrument = RecordHeaderEncoder.instrumentNullValue();
    for (int i = 0; i < coinCount; i++) {
      encode(coins.get(i), into, stamp, reportId);
    }
    return coinCount;
  }

  private void encode(ItemFields coin, RecordBuffer into, Stamp stamp, long reportId) {
    wallet.wrap(into.buffer(), into.begin(WalletUpdateEncoder.TEMPLATE_ID));
    stamp.write(wallet.header());
    wallet
        .walletBalanceE9(coin.value(BALANCE))
        .equityE9(coin.value(EQUITY))
        .availableE9(coin.value(AVAILABLE))
        .unrealisedPnlE9(coin.value(UNREALISED))
        .realisedPnlE9(coin.value(REALISED))
        .orderMarginE9(coin.value(ORDER_MARGIN))
        .positionMarginE9(coin.value(POSITION_MARGIN))
        .maintenanceMarginE9(coin.value(MAINTENANCE_MARGIN))
        .totalEquityE9(totals.value(TOTAL_EQUITY))
        .totalMarginBalanceE9(totals.value(TOTAL_MARGIN_BALANCE))
        .totalAvailableE9(totals.value(TOTAL_AVAILABLE))
        .initialMarginRateE9(totals.value(INITIAL_RATE))
        .maintenanceMarginRateE9(totals.value(MAINTENANCE_RATE))
        .reportId(reportId)
        .rounded((short) (coin.isRounded() || totals.isRounded() ? 1 : 0))
        .putCoin(coin.text(COIN), 0, coin.length(COIN));
    into.end(wallet.encodedLength());
  }

  private void readCoins(JsonCursor json) throws IOException, RejectedException {
    json.require(JsonToken.START_ARRAY);
    while (!json.isEndOfArray(json.next())) {
      if (coinCount == MAX_COINS) {
        throw RejectedException.of(RejectReason.TOO_MANY);
      }
      if (coinCount == coins.size()) {
        coins.add(coinFields());
      }
      json.require(JsonToken.START_OBJECT);
      int depth = json.depth();
      try {
        coins.get(coinCount).read(json);
        coinCount++;
      } catch (RejectedException e) {
        coinsRejected++;
        json.skipToEndOf(depth);
      }
    }
  }

  private static ItemFields coinFields() {
    return new ItemFields()
        .need("coin", Kind.ID)
        .with("walletBalance", Kind.MONEY)
        .with("equity", Kind.MONEY)
        .with("availableToWithdraw", Kind.MONEY)
        .with("unrealisedPnl", Kind.MONEY)
        .with("cumRealisedPnl", Kind.MONEY)
        .with("totalOrderIM", Kind.MONEY)
        .with("totalPositionIM", Kind.MONEY)
        .with("totalPositionMM", Kind.MONEY);
  }
}
