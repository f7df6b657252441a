/**
 * A running sum whose error stays near one rounding, however many terms are added.
 *
 * Source: A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54 (1974), 39-51.
 */
export class CompensatedSum {
  #total = 0;
  #lost = 0;

  add(term: number): void {
    const next = this.#total + term;
    this.#lost += Math.abs(this.#total) >= Math.abs(term) ? this.#total - next + term : term - next + this.#total;
    this.#total = next;
  }

  /** Of an infinite total nothing is lost. */
  get value(): number {
    return Number.isFinite(this.#total) ? this.#total + this.#lost : this.#total;
  }
}
