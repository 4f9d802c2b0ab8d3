import { api } from '../platform/api.ts'
import { remembered } from '../platform/database.ts'

/** Kept after the first visit, so that a place can be chosen without network. */
export const loadPlaces = () => remembered('places', () => api.areas.publicTree({}))
export const loadBuildings = (community: string) => remembered(`buildings-${community}`, () => api.areas.publicBuildings({ area: community }))
export const findBuildings = (text: string) => api.areas.publicBuildings({ text })
