/** The rows of the table, each printed as soon as it is measured. */
export class Figures {
  #missed = 0

  atLeast(work: string, value: number, must: number, aim: number, unit: string): void {
    this.#print(work, `${value.toFixed(2)} ${unit}`, `≥ ${must}`, aim, value >= must)
  }

  atMost(work: string, value: number, must: number, aim: number, unit: string): void {
    this.#print(work, `${value.toFixed(1)} ${unit}`, `≤ ${must}`, aim, value <= must)
  }

  /** Measured as well, but no figure of the goals. */
  beside(work: string, value: string): void {
    process.stdout.write(`  ${work.padEnd(72)} ${value.padStart(10)}\n`)
  }

  say(line: string): void {
    process.stdout.write(`${line}\n`)
  }

  get missed(): number {
    return this.#missed
  }

  #print(work: string, value: string, must: string, aim: number, reached: boolean): void {
    if (!reached) this.#missed += 1
    process.stdout.write(`${reached ? ' ' : '✗'} ${work.padEnd(72)} ${value.padStart(10)}   must ${must.padEnd(7)} aim ${aim}\n`)
  }
}

export function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0
}
