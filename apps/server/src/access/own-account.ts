/** One account at a time: for modules that write what belongs to a person. */
export { lockAccount } from './account-store.ts'
