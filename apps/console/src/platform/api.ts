import type { Contract } from '@ejia/contract/contract.ts'
import { createORPCClient, ORPCError } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { router } from 'virtual:contract-router'
import { makeId } from './ids.ts'
import { preferences } from './preferences.ts'
import { Refusal, refusalFromBody } from './refusal.ts'

/** A write carries an id it made: the second tap gets the first answer. Pass one to keep it over several tries. */
type CallContext = { idempotencyKey?: string }

const patienceMs = 60_000

let signedOut = () => {}
/** What to do when the session has ended under an open page. */
export function onSignedOut(listener: () => void): void {
  signedOut = listener
}

async function carry(request: Request, init: RequestInit): Promise<Response> {
  try {
    return await fetch(request, { ...init, signal: AbortSignal.any([request.signal, AbortSignal.timeout(patienceMs)]) })
  } catch (cause) {
    if (request.signal.aborted) throw cause
    throw new Refusal('offline')
  }
}

function refuse(refusal: Refusal): never {
  if (refusal.code === 'unauthenticated') signedOut()
  throw refusal
}

const link = new OpenAPILink<CallContext>(router, {
  url: () => `${location.origin}/api`,
  headers: ({ context }) => ({
    'accept-language': preferences.get().language === 'en' ? 'en' : 'zh-CN',
    'idempotency-key': context.idempotencyKey ?? makeId(),
  }),
  fetch: (request, init) => carry(request, { ...init, credentials: 'same-origin' }),
  customErrorResponseBodyDecoder: (body, response) => new ORPCError('REFUSED', { status: response.status, data: refusalFromBody(body, response.status) }),
  interceptors: [
    async ({ next }) => {
      try {
        return await next()
      } catch (thrown) {
        if (thrown instanceof ORPCError && thrown.data instanceof Refusal) return refuse(thrown.data)
        if (thrown instanceof ORPCError) return refuse(refusalFromBody(null, thrown.status))
        throw thrown
      }
    },
  ],
})

/** Every route of the product, typed by the contract. */
export const api: ContractRouterClient<Contract, CallContext> = createORPCClient(link)

/** Photos are shown by address, so that the browser caches them. */
export const photoUrl = (owner: PhotoOwner, photoId: string, size: 'small' | 'large') => `/api/${owner.of}/${owner.id}/photos/${photoId}?size=${size}`
export type PhotoOwner = { of: 'requests' | 'whistles' | 'escalations' | 'meeting-tasks'; id: string }
