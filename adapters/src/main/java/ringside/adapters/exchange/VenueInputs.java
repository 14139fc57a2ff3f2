package ringside.adapters.exchange;

import ringside.adapters.sim.VenueRequest;

/**
 * Keeps what a venue is given, before it is given: its requests and how far its time has come. The
 * venue's thread only.
 */
interface VenueInputs {
  /** A venue that forgets with its process. */
  VenueInputs FORGOTTEN =
      new VenueInputs() {
        @Override
        public void request(long timeNs, VenueRequest request) {}

        @Override
        public void time(long timeNs) {}

        @Override
        public boolean wantsDigest(long timeNs) {
          return false;
        }

        @Override
        public void digest(long timeNs, long digest) {}

        @Override
        public void close() {}
      };

  /** The venue is given this request next, at this venue time. */
  void request(long timeNs, VenueRequest request);

  /** The venue is let go on to this time next: nobody was told of anything later. */
  void time(long timeNs);

  /** Whether it is time again to be told how the venue stands. */
  boolean wantsDigest(long timeNs);

  /** How the venue stands at this time, to hold a later start against. */
  void digest(long timeNs, long digest);

  /** Nothing more comes. */
  void close();
}
