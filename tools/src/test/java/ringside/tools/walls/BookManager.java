package ringside.tools.walls;

/** Says nothing by its name. */
final class BookManager {
  interface IBook {}

  private BookManager() {}
}
