/** Fewer than this many people or cases are not shown (field.md §5.6). */
export const smallestCell = 5

/**
 * Hides counts of 1–4 in a column. When one alone would be hidden it could be had from the total: the next smallest
 * positive one goes with it.
 */
export function suppressSmall(counts: readonly number[]): (number | null)[] {
  const hidden = new Set(counts.flatMap((count, index) => (count > 0 && count < smallestCell ? [index] : [])))
  if (hidden.size === 1) {
    const others = counts.map((count, index) => ({ count, index })).filter(({ count, index }) => count > 0 && !hidden.has(index))
    const [next] = others.toSorted((one, other) => one.count - other.count)
    if (next) hidden.add(next.index)
  }
  return counts.map((count, index) => (hidden.has(index) ? null : count))
}
