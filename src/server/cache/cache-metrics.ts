/** What the cache has done since the start. */
export interface CacheCounts {
  /** Requests answered with a body. */
  hits: number;
  /** Requests answered 304. */
  unchanged: number;
  /** Requests that the app had to answer though their answer might have been kept. */
  misses: number;
  /** How often everything was dropped, since the library had changed. */
  drops: number;
}
