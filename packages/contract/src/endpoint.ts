import { oc } from '@orpc/contract'
import type { Action } from './access.ts'
import type { ErrorCode } from './errors.ts'

/**
 * What a route says about itself besides its shape. `action` is checked before the handler runs:
 * - an `Action`: the caller must hold it over some area; the use case then checks the exact resource;
 * - 'public': anybody;
 * - 'signedIn': any account with a living session (its own things only);
 * - 'bearer': whoever holds the secret in the path or body (a receipt link, an invitation).
 * Registration fails for a route without it.
 */
export type EndpointMeta = {
  action?: Action | 'public' | 'signedIn' | 'bearer'
  /** Writes take an `Idempotency-Key`; 'required' where a second tap would hurt. */
  idempotency?: 'required' | 'optional' | 'none'
  /** Refusals beyond those that follow from method, action and shape; the API description lists them. */
  errors?: readonly ErrorCode[]
}

export const endpoint = oc.$meta<EndpointMeta>({})
