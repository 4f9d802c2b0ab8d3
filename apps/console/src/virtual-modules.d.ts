declare module 'virtual:contract-router' {
  import type { Contract } from '@ejia/contract/contract.ts'
  export const router: Contract
}
