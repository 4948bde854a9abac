/** A product and how many visible articles it has. */
export interface ProductCount {
  readonly name: string;
  readonly count: number;
}
