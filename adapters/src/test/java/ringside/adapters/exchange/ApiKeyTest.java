package ringside.adapters.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Signatures were computed by openssl dgst -sha256 -hmac. */
class ApiKeyTest {
  private final ApiKey key = ApiKey.trading("keyOne", "secretOne", 0);

  @Test
  void knowsItsSignatureOfAQuery() {
    String signature = "0edc04575db0c4c50050946d8f996c6bf50ac4984556ea4a43121248457a7305";
    String query = "category=linear&symbol=BTCUSDT";

    assertThat(key.signedRest("1700000000000", "5000", query, signature)).isTrue();
    assertThat(key.signedRest("1700000000001", "5000", query, signature)).isFalse();
    assertThat(key.signedRest("1700000000000", "5001", query, signature)).isFalse();
    assertThat(key.signedRest("1700000000000", "5000", query + "&limit=1", signature)).isFalse();
    assertThat(key.signedRest("1700000000000", "5000", query, "")).isFalse();
  }

  @Test
  void knowsItsSignatureOfABodyAsItWasSent() {
    String signature = "dcc2dfefe1406e4b1ec9e900bab5da59b68cc8913eb9970eaebc3f0a5c5b99e4";

    assertThat(key.signedRest("1700000000000", "5000", "{\"category\": \"linear\"}", signature))
        .isTrue();
    assertThat(key.signedRest("1700000000000", "5000", "{\"category\":\"linear\"}", signature))
        .isFalse();
  }

  @Test
  void knowsItsSignatureOnASocket() {
    String signature = "240b924cef34bd4ef2c01b38b5dcf9b098dacdf113d70c59838f2e0727a44b99";

    assertThat(key.signedSocket("1700000010000", signature)).isTrue();
    assertThat(key.signedSocket("1700000010001", signature)).isFalse();
  }

  @Test
  void aKeyForReadingMayChangeNothing() {
    ApiKey reader = new ApiKey("r", "s", 0, true, Set.of(ApiKey.Right.ORDER), List.of(), 0);

    assertThat(reader.may(ApiKey.Right.ORDER)).isFalse();
    assertThat(key.may(ApiKey.Right.ORDER)).isTrue();
    assertThat(key.may(ApiKey.Right.TRANSFER)).isFalse();
  }

  @Test
  void neverShowsItsSecret() {
    assertThat(key.toString()).doesNotContain("secretOne").doesNotContain("keyOne");
  }
}
