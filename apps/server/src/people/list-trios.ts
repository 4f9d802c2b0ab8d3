/** Who stands in each grid, for the page that also counts their load. */
export { listTrios, type TrioRow } from './people-store.ts'
