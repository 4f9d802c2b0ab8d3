/** An area's code is its place in the tree: 6 digits district, 9 subdistrict, 12 community, 15 grid (field.md §1). */
export type AreaKind = 'district' | 'subdistrict' | 'community' | 'grid'
const kinds: Record<number, AreaKind> = { 6: 'district', 9: 'subdistrict', 12: 'community', 15: 'grid' }

export function kindOfCode(code: string): AreaKind | null {
  return /^\d+$/.test(code) ? (kinds[code.length] ?? null) : null
}

export function parentOf(code: string): string | null {
  return code.length > 6 ? code.slice(0, -3) : null
}

export function isWithin(code: string, root: string): boolean {
  return code.startsWith(root)
}

/** All codes of a subtree: `>= from and < to` in byte order, which keeps the index where LIKE would lose it. */
export function codeRange(root: string): { from: string; to: string } {
  return { from: root, to: `${root}:` }
}
