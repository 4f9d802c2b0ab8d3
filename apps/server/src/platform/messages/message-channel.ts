/** Carries one message out of the house. `id` stays the same when it is tried again. */
export type OutgoingMessage = { id: string; channel: 'sms' | 'wecom' | 'email'; recipient: string; text: string }
export type MessageChannel = { send: (message: OutgoingMessage) => Promise<void> }

/** The demo sends nothing: messages stay in the outbox, where its page shows them. */
export const visibleOutbox: MessageChannel = { send: async () => undefined }

/** A provider's HTTP gateway: POST of JSON, bearer key, `Idempotency-Key` = message id. */
export function httpGateway(url: string, key: string): MessageChannel {
  return {
    async send(message) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, 'idempotency-key': message.id },
        body: JSON.stringify({ to: message.recipient, text: message.text, channel: message.channel }),
        signal: AbortSignal.timeout(10_000),
      })
      if (!response.ok) throw new Error(`message gateway answered ${response.status}`)
    },
  }
}
