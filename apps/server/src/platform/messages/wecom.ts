import { z } from 'zod'
import { faultOfFetch, MessageFault, patienceMs, type MessageChannel } from './message-channel.ts'

/** 企业微信: https://developer.work.weixin.qq.com, or a private deployment of it. */
export type WecomSettings = { url: string; corpId: string; secret: string; agentId: number }

const Reply = z.object({
  errcode: z.number().int(),
  access_token: z.string().optional(),
  expires_in: z.number().optional(),
  invaliduser: z.string().optional(),
})

/** Invalid, missing or expired token: one new token, one more try. */
const staleToken = [40014, 41001, 42001]
const busy = [-1, 45009, 45033]
/** A token is asked anew this long before it ends. */
const marginMs = 300_000
/** The longest the provider compares messages for, in seconds. */
const duplicateSeconds = 14_400

/** A text card to one member. The token is shared by all messages of this process and kept until shortly before its end. */
export function wecom({ url, corpId, secret, agentId }: WecomSettings, patience = patienceMs, nowMs: () => number = Date.now): MessageChannel {
  let token: { value: string; endsAtMs: number } | null = null

  async function call(path: string, query: Record<string, string>, body?: object) {
    const response = await fetch(`${url}${path}?${new URLSearchParams(query)}`, {
      ...(body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patience),
    }).catch((error: unknown) => Promise.reject(faultOfFetch(error)))
    if (!response.ok) throw new MessageFault('unreachable')
    const read = Reply.safeParse(await response.json().catch(() => null))
    if (!read.success) throw new MessageFault('bad_reply')
    return read.data
  }

  async function getToken(): Promise<string> {
    if (token !== null && nowMs() < token.endsAtMs) return token.value
    const reply = await call('/cgi-bin/gettoken', { corpid: corpId, corpsecret: secret })
    if (busy.includes(reply.errcode)) throw new MessageFault('busy')
    if (reply.errcode !== 0) throw new MessageFault('refused')
    if (reply.access_token === undefined || reply.expires_in === undefined) throw new MessageFault('bad_reply')
    token = { value: reply.access_token, endsAtMs: nowMs() + Math.max(0, reply.expires_in * 1000 - marginMs) }
    return token.value
  }

  return {
    async send(message) {
      const card = {
        touser: message.recipient,
        agentid: agentId,
        // The provider drops the same content sent again within the interval: a repeat after a crash stays one message.
        enable_duplicate_check: 1,
        duplicate_check_interval: duplicateSeconds,
        ...contentOf(message.id, message.text, message.link),
      }
      for (const last of [false, true]) {
        const reply = await call('/cgi-bin/message/send', { access_token: await getToken() }, card)
        if (staleToken.includes(reply.errcode) && !last) {
          token = null
          continue
        }
        if (busy.includes(reply.errcode) || staleToken.includes(reply.errcode)) throw new MessageFault('busy')
        if (reply.errcode !== 0 || reply.invaliduser) throw new MessageFault('refused', true)
        return
      }
    },
  }
}

/** A card needs a page to open; without one it is plain text. The id travels along, so that a repeat is told from a second message. */
function contentOf(id: string, text: string, link: string | null): object {
  if (link === null) return { msgtype: 'text', text: { content: text } }
  return { msgtype: 'textcard', textcard: { title: 'e家工作提醒', description: text, url: `${link}#m=${id}`, btntxt: '查看' } }
}
