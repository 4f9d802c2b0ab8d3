/** Carries one message out of the house. `id` stays the same when it is tried again. */
export type OutgoingMessage = {
  id: string
  channel: 'sms' | 'wecom' | 'email'
  recipient: string
  text: string
  /** The page it speaks of. */
  link: string | null
}
export type MessageChannel = { send: (message: OutgoingMessage) => Promise<void> }

/** What is kept of a failure: a word, never a provider's reply, which may repeat the number or the text. */
export type Fault = 'not_configured' | 'refused' | 'unreachable' | 'timeout' | 'bad_reply' | 'busy'

/** `final`: trying again would not help (an unknown recipient, a wrong key). */
export class MessageFault extends Error {
  readonly fault: Fault
  readonly final: boolean
  constructor(fault: Fault, final = false) {
    super(`message not sent: ${fault}`)
    this.fault = fault
    this.final = final
  }
}

/** The demo sends nothing: messages stay in the outbox, where its page shows them. */
export const visibleOutbox: MessageChannel = { send: async () => undefined }

/** A way nobody set up: said at once, so that nobody believes it was sent. */
export const notConfigured: MessageChannel = {
  send: async () => {
    throw new MessageFault('not_configured', true)
  },
}

export const patienceMs = 10_000

/** A failed `fetch` as a fault: too slow, or no way there. */
export function faultOfFetch(error: unknown): MessageFault {
  return error instanceof MessageFault ? error : new MessageFault(error instanceof DOMException && error.name === 'TimeoutError' ? 'timeout' : 'unreachable')
}
