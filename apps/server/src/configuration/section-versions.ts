/** A section's versions, for the editor in `settings`. */
export { findVersion, insertVersion, listVersions, type VersionRow } from './configuration-store.ts'
