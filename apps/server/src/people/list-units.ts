/** The units a subdistrict works with, for other modules. */
export { listUnits } from './people-store.ts'
