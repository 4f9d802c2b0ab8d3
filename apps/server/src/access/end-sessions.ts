/** What other modules may do to a person's way in. */
export { endAllSessions, insertInvitation } from './session-store.ts'
