/** One line for each fault, with where it was met: the same badge is on twenty screens. */
export class Findings {
  readonly #places = new Map<string, string[]>();

  add(place: string, faults: readonly string[]): void {
    for (const fault of faults) this.#places.set(fault, [...(this.#places.get(fault) ?? []), place]);
  }

  lines(): readonly string[] {
    return [...this.#places].map(([fault, places]) => `${fault} [${places.length}: ${places.slice(0, 3).join('; ')}]`);
  }
}
