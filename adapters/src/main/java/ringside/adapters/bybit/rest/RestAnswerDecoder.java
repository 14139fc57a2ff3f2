package ringside.adapters.bybit.rest;

import java.io.IOException;
import java.util.Locale;
import ringside.adapters.bybit.rest.RestAnswer.Limited;
import ringside.adapters.bybit.rest.RestAnswer.Ok;
import ringside.adapters.bybit.rest.RestAnswer.Refused;
import ringside.adapters.bybit.rest.RestAnswer.Unknown;
import ringside.journal.codec.UnresolvedReason;

/**
 * What an HTTP response means. Only a well-formed answer with a code that is known says that
 * something was done or refused; everything else is unknown. Texts leave with the key taken out.
 *
 * <pre>{@code
 * {"retCode":0,"retMsg":"OK","result":{...},"retExtInfo":{},"time":1672738134824}
 * }</pre>
 */
final class RestAnswerDecoder {
  static final int HTTP_FORBIDDEN = 403;
  private static final int HTTP_OK = 200;
  private static final int HTTP_REDIRECTS = 300;
  private static final int HTTP_CLIENT_ERRORS = 400;
  private static final int HTTP_SERVER_ERRORS = 500;
  private static final int LONGEST_DETAIL = 200;
  private static final long NO_CODE = Long.MIN_VALUE;

  private final Credentials credentials;
  private final long sentVenueMs;

  /**
   * @param credentials to take out of texts; null where there are none
   */
  RestAnswerDecoder(Credentials credentials, long sentVenueMs) {
    this.credentials = credentials;
    this.sentVenueMs = sentVenueMs;
  }

  RestAnswer decode(RestTransport.Response response) {
    int status = response.status();
    if (status >= HTTP_SERVER_ERRORS || (status >= HTTP_REDIRECTS && status < HTTP_CLIENT_ERRORS)) {
      return unknown(0, "HTTP " + status);
    }
    String type = response.headers().firstValue("Content-Type").orElse("");
    String body = response.body();
    if (body.isBlank()) {
      return withoutBody(status, "HTTP " + status + " with an empty body");
    }
    if (!type.toLowerCase(Locale.ROOT).contains("json")) {
      return withoutBody(status, "HTTP " + status + " of type " + shortened(type));
    }
    try {
      JsonValue answer = JsonValue.parse(body);
      long retCode = answer.get("retCode").longOr(NO_CODE);
      if (retCode == NO_CODE) {
        return withoutBody(status, "an answer without retCode");
      }
      return classify(status, retCode, answer);
    } catch (IOException e) {
      return withoutBody(status, "HTTP " + status + " with a body that is not JSON");
    }
  }

  private RestAnswer classify(int status, long code, JsonValue answer) {
    String text = shortened(answer.get("retMsg").text());
    int retCode = (int) code;
    ErrorClass errorClass = VenueErrors.of(code);
    return switch (errorClass) {
      case SUCCESS ->
          status == HTTP_OK
              ? new Ok(
                  retCode,
                  text,
                  answer.get("result"),
                  answer.get("retExtInfo"),
                  answer.get("time").longOr(0))
              : unknown(retCode, "HTTP " + status + " with a code of success");
      case LIMITED -> new Limited(retCode, text, 0);
      case UNKNOWN, TIME_WINDOW -> unknown(retCode == code ? retCode : 0, text);
      default -> new Refused(retCode, text, errorClass);
    };
  }

  /** An answer of which only the status can be used. */
  private RestAnswer withoutBody(int status, String detail) {
    ErrorClass errorClass = VenueErrors.ofStatus(status);
    return errorClass == ErrorClass.UNKNOWN
        ? unknown(0, detail)
        : new Refused(status, detail, errorClass);
  }

  private Unknown unknown(int retCode, String detail) {
    return new Unknown(UnresolvedReason.AMBIGUOUS_ANSWER, retCode, detail, sentVenueMs);
  }

  static int header(RestTransport.Response response, String name) {
    String text = response.headers().firstValue(name).orElse("");
    try {
      return text.isEmpty() ? -1 : Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  static long resetMs(RestTransport.Response response) {
    String text = response.headers().firstValue("X-Bapi-Limit-Reset-Timestamp").orElse("");
    try {
      return text.isEmpty() ? 0 : Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private String redact(String text) {
    return credentials == null ? text : credentials.redact(text);
  }

  private String shortened(String text) {
    String clean = redact(text).replaceAll("\\p{Cntrl}+", " ").strip();
    return clean.length() <= LONGEST_DETAIL ? clean : clean.substring(0, LONGEST_DETAIL) + "...";
  }
}
