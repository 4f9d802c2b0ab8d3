import { email, type EmailSettings } from './email.ts'
import { httpGateway } from './http-gateway.ts'
import { notConfigured, visibleOutbox, type MessageChannel, type OutgoingMessage } from './message-channel.ts'
import { wecom, type WecomSettings } from './wecom.ts'

/** Null: nobody set this way up. */
export type GatewaySettings = { sms: { url: string; key: string } | null; wecom: WecomSettings | null; email: EmailSettings | null }

/** One channel that knows the ways out. In the demo a way that is not set up ends in the visible outbox. */
export function openChannels(settings: GatewaySettings, demo: boolean): MessageChannel {
  const without = demo ? visibleOutbox : notConfigured
  const ways: Record<OutgoingMessage['channel'], MessageChannel> = {
    sms: settings.sms === null ? without : httpGateway(settings.sms.url, settings.sms.key),
    wecom: settings.wecom === null ? without : wecom(settings.wecom),
    email: settings.email === null ? without : email(settings.email),
  }
  return { send: (message) => ways[message.channel].send(message) }
}
