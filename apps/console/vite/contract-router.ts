import { contract } from '@ejia/contract/contract.ts'
import { isContractProcedure } from '@orpc/contract'
import type { Plugin } from 'vite'

const moduleId = 'virtual:contract-router'

/** What the link needs to call a route: method, path, nothing else. Shapes (and zod with them) stay types. */
function callable(router: object): object {
  return Object.fromEntries(
    Object.entries(router).map(([name, part]: [string, object]) => {
      if (!isContractProcedure(part)) return [name, callable(part)]
      const { method, path } = part['~orpc'].route
      return [name, { '~orpc': { errorMap: {}, meta: {}, route: { method, path } } }]
    }),
  )
}

export function contractRouter(): Plugin {
  return {
    name: 'contract-router',
    resolveId: (id) => (id === moduleId ? `\0${moduleId}` : undefined),
    load: (id) => (id === `\0${moduleId}` ? `export const router = ${JSON.stringify(callable(contract))}` : undefined),
  }
}
