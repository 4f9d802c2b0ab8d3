/** For the worker: entries call use cases, never a store. */
export { dropOldMessages } from './message-store.ts'
