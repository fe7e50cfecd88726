/** A published value that a whole model run is held to, with the band that is asserted where the published one is missed. */
export interface BandCase {
  readonly id: string;
  readonly measure: string;
  readonly unit: string;
  readonly published: number;
  /** The published tolerance. */
  readonly low: number;
  readonly high: number;
  /** What the test asserts; wider than the tolerance only with a reason. */
  readonly heldLow: number;
  readonly heldHigh: number;
  readonly source: string;
  readonly reason?: string;
}
