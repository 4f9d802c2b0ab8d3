/** Fewer than this many people or cases are not shown (field.md §5.6). */
export const smallestCell = 5

const isSmall = (count: number) => count > 0 && count < smallestCell

/**
 * Which counts of a column are hidden: those of 1–4, and with them always the next smallest one. Whoever knows the total
 * and this rule then has at least two answers for each of them. `force`: the total is hidden, so one of its parts must be.
 */
export function hiddenCells(counts: readonly number[], small: (count: number, index: number) => boolean = isSmall, force = false): Set<number> {
  const hidden = new Set(counts.flatMap((count, index) => (count > 0 && small(count, index) ? [index] : [])))
  if (hidden.size === 0 && !force) return hidden
  const others = counts.map((count, index) => ({ count, index })).filter(({ count, index }) => count > 0 && !hidden.has(index))
  const next = Math.min(...others.map(({ count }) => count))
  // All of them where several are the next smallest: which one was chosen would tell the others apart.
  for (const { count, index } of others) if (count === next) hidden.add(index)
  return hidden
}

/** The column as it is shown. */
export function suppressSmall(counts: readonly number[]): (number | null)[] {
  const hidden = hiddenCells(counts)
  return counts.map((count, index) => (hidden.has(index) ? null : count))
}

/**
 * The same for areas within areas, counts by grid given: which areas' counts are hidden, so that neither a total above
 * nor the parts below give them away. `top` is the widest area anybody is shown.
 */
export function hiddenAreas(byGrid: ReadonlyMap<string, number>, top: string): Set<string> {
  const below = new Map<string, Map<string, number>>()
  for (const [grid, count] of byGrid)
    for (let length = top.length; length < grid.length; length += 3) {
      const parts = below.get(grid.slice(0, length)) ?? new Map<string, number>()
      const part = grid.slice(0, length + 3)
      parts.set(part, (parts.get(part) ?? 0) + count)
      below.set(grid.slice(0, length), parts)
    }
  const partsOf = (area: string) => [...(below.get(area) ?? new Map<string, number>())].filter(([, count]) => count > 0)
  // Where each part holds one, the total gives them all away: it is hidden like a small one.
  const isUnsafe = (area: string, count: number): boolean =>
    isSmall(count) ||
    (partsOf(area).length > 0 && (partsOf(area).every(([, part]) => part === 1) || partsOf(area).some(([part, n]) => n === count && isUnsafe(part, n))))
  const hidden = new Set<string>()
  const total = [...byGrid.values()].reduce((sum, count) => sum + count, 0)
  if (total > 0 && isUnsafe(top, total)) hidden.add(top)
  const descend = (area: string) => {
    const parts = partsOf(area)
    const counts = parts.map(([, count]) => count)
    for (const index of hiddenCells(counts, (count, at) => isUnsafe(parts[at]![0], count), hidden.has(area))) hidden.add(parts[index]![0])
    for (const [part] of parts) descend(part)
  }
  descend(top)
  return hidden
}
