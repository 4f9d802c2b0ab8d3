import { faultOfFetch, MessageFault, patienceMs, type MessageChannel } from './message-channel.ts'

/**
 * A provider's HTTP gateway for SMS: POST of JSON, bearer key, `Idempotency-Key` = message id. It answers 2xx, with nothing
 * or with JSON; `{"ok": false}` is a refusal.
 */
export function httpGateway(url: string, key: string, patience = patienceMs): MessageChannel {
  return {
    async send(message) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, 'idempotency-key': message.id },
        body: JSON.stringify({ to: message.recipient, text: [message.text, message.link].filter(Boolean).join(' '), channel: message.channel }),
        signal: AbortSignal.timeout(patience),
      }).catch((error: unknown) => Promise.reject(faultOfFetch(error)))
      if (response.status === 429) throw new MessageFault('busy')
      if (response.status >= 500) throw new MessageFault('unreachable')
      if (!response.ok) throw new MessageFault('refused', true)
      const reply = await response.text().catch((error: unknown) => Promise.reject(faultOfFetch(error)))
      if (reply.trim() === '') return
      const read = parse(reply)
      if (typeof read !== 'object' || read === null) throw new MessageFault('bad_reply')
      if ('ok' in read && read.ok === false) throw new MessageFault('refused', true)
    },
  }
}

/** A page of a proxy instead of the gateway's word: nothing is known, so it is tried again with the same id. */
function parse(reply: string): unknown {
  try {
    return JSON.parse(reply)
  } catch {
    throw new MessageFault('bad_reply')
  }
}
