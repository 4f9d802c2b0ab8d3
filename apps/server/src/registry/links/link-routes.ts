import { api, requireAccount, write, type ApiContext } from '../../access/api.ts'
import { changeLink, listRegistryLinks } from './link-case.ts'

const routes = api.registryLinks
type Asked = Parameters<typeof changeLink>[3]

function change(context: ApiContext, input: Asked, kind: 'link' | 'unlink') {
  return write(context, `registryLinks.${kind}`, input, async (tx, now) => {
    const actor = requireAccount(context.actor)
    await changeLink(tx, context.deps.crypto, actor, input, kind, now)
    return listRegistryLinks(tx, actor, input.requestId, now)
  })
}

export const registryLinkRoutes = {
  ofRequest: routes.ofRequest.handler(({ input, context: { deps, actor } }) => listRegistryLinks(deps.db, actor, input.requestId, deps.clock())),
  add: routes.add.handler(({ input, context }) => change(context, input, 'link')),
  remove: routes.remove.handler(({ input, context }) => change(context, input, 'unlink')),
}
