/** What other modules may ask about areas and buildings; the rest of the stores stays in here. */
export { listPublicAreas } from './area-list-store.ts'
export { findArea, findBuilding, findBuildingAnywhere, findBuildingCode, listAncestry, listSubdistricts, upsertArea } from './area-store.ts'
