import { MessageFault, patienceMs, type MessageChannel } from './message-channel.ts'

/** `smtps://user:password@host:465`, or `smtp://host:587` with STARTTLS where it is offered. */
export type EmailSettings = { url: string; from: string }

/** One mail a message. The message's id is its Message-ID, so that a repeat is recognised. */
export function email({ url, from }: EmailSettings, patience = patienceMs): MessageChannel {
  // The library is large and most installations send no mail: it is loaded with the first one.
  const openTransport = async () =>
    (await import('nodemailer')).createTransport({
      url,
      connectionTimeout: patience,
      greetingTimeout: patience,
      socketTimeout: patience,
      dnsTimeout: patience,
      // Nothing of a message may bring a file or a page along.
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  let transport: ReturnType<typeof openTransport> | null = null
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'ejia'
  return {
    async send(message) {
      const [subject] = message.text.replace(/^【e家】/, '').split('\n')
      try {
        transport ??= openTransport()
        await (
          await transport
        ).sendMail({
          from,
          to: { name: '', address: message.recipient },
          subject: `[e家] ${subject ?? ''}`.slice(0, 120),
          text: [message.text, message.link].filter(Boolean).join('\n\n'),
          messageId: `<${message.id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
      } catch (error) {
        throw faultOfSmtp(error)
      }
    },
  }
}

/** RFC 5321 §4.2.1: 5xx will not change by itself, 4xx may. */
function faultOfSmtp(error: unknown): MessageFault {
  const { code, responseCode } = error as { code?: string; responseCode?: number }
  if (code === 'ETIMEDOUT') return new MessageFault('timeout')
  if (responseCode !== undefined && responseCode >= 500) return new MessageFault('refused', true)
  if (responseCode !== undefined && responseCode >= 400) return new MessageFault('busy')
  return new MessageFault('unreachable')
}
