import { LINKS_PER_ADDRESS_MAX } from "@/lib/protocol/mod.ts";

/** How many links each network address holds; an address without links takes no memory. */
export class AddressCount {
  readonly #links = new Map<string, number>();
  #total = 0;

  /** Links of all addresses. */
  get total(): number {
    return this.#total;
  }

  /** Counts one more; false where the address holds as many as it may. */
  add(address: string): boolean {
    const count = this.#links.get(address) ?? 0;
    if (count >= LINKS_PER_ADDRESS_MAX) return false;
    this.#links.set(address, count + 1);
    this.#total++;
    return true;
  }

  /** One that was counted is gone. */
  remove(address: string): void {
    const count = this.#links.get(address) ?? 0;
    if (count === 0) return;
    if (count === 1) this.#links.delete(address);
    else this.#links.set(address, count - 1);
    this.#total--;
  }
}
