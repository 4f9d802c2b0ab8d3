/** What is going on (absent), what is over, or all of it; in the address. */
export type Show = 'over' | 'all' | undefined
export const readShow = (raw: unknown): { show?: 'over' | 'all' } => (raw === 'over' || raw === 'all' ? { show: raw } : {})
