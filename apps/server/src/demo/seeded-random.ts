/** A small seeded generator (mulberry32): the same demo every time. */
export type Random = {
  next: () => number
  integer: (from: number, to: number) => number
  pick: <T>(items: readonly T[]) => T
  chance: (share: number) => boolean
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const integer = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return { next, integer, pick: (items) => items[integer(0, items.length - 1)]!, chance: (share) => next() < share }
}
