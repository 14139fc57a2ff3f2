package ringside.adapters.bybit.rest;

/**
 * The venue's return codes in classes. A code that is not listed is {@link ErrorClass#UNKNOWN}: of
 * a write it proves nothing, and it is never a success. Stateless.
 *
 * <p>Source: docs/v5/error.mdx.
 */
public final class VenueErrors {
  private static final int HTTP_BAD_REQUEST = 400;
  private static final int HTTP_UNAUTHORIZED = 401;
  private static final int HTTP_NOT_FOUND = 404;
  private static final int HTTP_METHOD = 405;

  private VenueErrors() {}

  /** The class of a code in a REST answer, or in an answer on the trade socket. */
  public static ErrorClass of(long retCode) {
    if (retCode < Integer.MIN_VALUE || retCode > Integer.MAX_VALUE) {
      return ErrorClass.UNKNOWN;
    }
    return switch ((int) retCode) {
      case 0, 110025, 110026, 110027, 110043, 34040 -> ErrorClass.SUCCESS;
      case 110072 -> ErrorClass.DUPLICATE;
      case 110001, 110008, 110010 -> ErrorClass.GONE;
      case 110023, 110042, 110063, 110066, 110074, 110095, 110124, 110137, 30228 ->
          ErrorClass.ENTRIES_OFF;
      case 10003, 10004, 10005, 10007, 10008, 10009, 10010, 10024, 10027, 10028, 33004, -2015 ->
          ErrorClass.ACCOUNT;
      case 110067, 110069, 110080, 110088, 110123, 3100197, 100028 -> ErrorClass.ACCOUNT;
      case 10006, 10018, 20003 -> ErrorClass.LIMITED;
      case 10002, -1 -> ErrorClass.TIME_WINDOW;
      default -> isRefusal((int) retCode) ? ErrorClass.REFUSED : ErrorClass.UNKNOWN;
    };
  }

  /** The class of an HTTP status whose body says nothing. */
  static ErrorClass ofStatus(int status) {
    return switch (status) {
      case HTTP_BAD_REQUEST, HTTP_NOT_FOUND, HTTP_METHOD -> ErrorClass.REFUSED;
      case HTTP_UNAUTHORIZED -> ErrorClass.ACCOUNT;
      default -> ErrorClass.UNKNOWN;
    };
  }

  /** Codes by which the venue says that it understood and does not want to. */
  private static boolean isRefusal(int code) {
    return switch (code) {
      case 10001, 10017, 10029, 10032, 10404 -> true;
      case 30133, 30134, 30135, 30136, 30208, 30209, 30256 -> true;
      case 110003, 110004, 110005, 110006, 110007, 110009 -> true;
      case 110011, 110012, 110013, 110014, 110015, 110016, 110017, 110018, 110019 -> true;
      case 110020, 110021, 110022, 110024, 110028, 110029, 110030, 110031, 110032 -> true;
      case 110033, 110034, 110036, 110037, 110038, 110039, 110040, 110041 -> true;
      case 110044, 110045, 110046, 110047, 110048, 110049, 110050, 110051, 110052 -> true;
      case 110053, 110054, 110055, 110056, 110057, 110058, 110059, 110060, 110061 -> true;
      case 110062, 110064, 110065, 110068, 110070, 110071, 110073, 110076, 110077 -> true;
      case 110078, 110082, 110083, 110085, 110086, 110087, 110089, 110090, 110092 -> true;
      case 110093, 110094, 110096, 110097, 110098, 110099, 110100, 110101, 110102 -> true;
      case 110103, 110104, 110105, 110106, 110107, 110108, 110109, 110110, 110111 -> true;
      case 110112, 110113, 110115, 110116, 110117, 110118, 110119, 110120, 110121 -> true;
      case 110125, 110131, 110132, 110135, 110136, 3400139, 3200403 -> true;
      default -> false;
    };
  }
}
