import { contract } from '@ejia/contract/contract.ts'
import { isContractProcedure } from '@orpc/contract'
import type { Plugin } from 'vite'

const moduleId = 'virtual:contract-routes'
const residentsTags = new Set(['residents', 'sign-in', 'demo'])

type Routes = { [word: string]: string | Routes }

/** Only method and path of each route reach the phone; shapes (and zod with them) stay types. */
function routesOf(router: object): Routes {
  const routes: Routes = {}
  for (const [name, part] of Object.entries(router)) {
    if (!isContractProcedure(part)) {
      const inner = routesOf(part)
      if (Object.keys(inner).length > 0) routes[name] = inner
      continue
    }
    const { method, path, tags } = part['~orpc'].route
    if (method && path && tags?.some((tag) => residentsTags.has(tag))) routes[name] = `${method} ${path}`
  }
  return routes
}

export function contractRoutes(): Plugin {
  return {
    name: 'contract-routes',
    resolveId: (id) => (id === moduleId ? `\0${moduleId}` : undefined),
    load: (id) => (id === `\0${moduleId}` ? `export const routes = ${JSON.stringify(routesOf(contract))}` : undefined),
  }
}
