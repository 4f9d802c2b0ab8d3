export { forgetPromiseWords } from './promise-store.ts'
