import { createHash, randomInt } from 'node:crypto'
import { z } from 'zod'
import type { DeliveryChannel } from '@ejia/contract/messages.ts'
import { Phone } from '@ejia/contract/shapes.ts'
import { recordAudit } from '../history/record-audit.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { maskOf, queueMessage } from '../platform/outbox.ts'
import { countCodeAttempt, lockAddress, removeAddress, saveAddress, setProved, setWanted, type DeliveryRow } from './delivery-store.ts'

const codeMinutes = 10
const codeTries = 5
const resendSeconds = 60

const shapes: Record<DeliveryChannel, z.ZodType<string>> = {
  sms: Phone,
  // The id of a member in the enterprise's address book.
  wecom: z.string().regex(/^[A-Za-z0-9][\w.@-]{0,63}$/),
  email: z.email().max(120),
}

/** Switches a way on or off; a new address gets a code and counts once it is typed in. Returns the code that was sent. */
export async function setDelivery(
  tx: Tx,
  crypto: CryptoProvider,
  accountId: string,
  input: { channel: DeliveryChannel; address?: string | undefined; wanted: boolean },
  now: Date,
): Promise<string | null> {
  const before = await lockAddress(tx, accountId, input.channel)
  if (input.address === undefined) {
    if (!before) throw new DomainError('invalid_input', { issues: [{ path: ['address'], rule: 'required' }] })
    await setWanted(tx, accountId, input.channel, input.wanted)
    return null
  }
  const wait = before?.code_sent_at ? Date.parse(before.code_sent_at) + resendSeconds * 1000 - now.getTime() : 0
  if (wait > 0) throw new DomainError('rate_limited', { retryAfterSeconds: Math.ceil(wait / 1000) })
  const address = readAddress(input.channel, input.address)
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  await saveAddress(tx, {
    ...sealedAddress(crypto, accountId, input.channel, address),
    wanted: input.wanted,
    provedAt: null,
    setBy: null,
    codeHash: codeHash(accountId, code),
    codeSentAt: now,
  })
  const text = `【e家】验证码 ${code}，${codeMinutes} 分钟内有效，用于接收工作消息。`
  await queueMessage(tx, crypto, { channel: input.channel, area: '', recipient: address, text, link: null, dedupeKey: `code:${newId()}` }, now)
  return code
}

/** Whether the code was right; a wrong one is counted. */
export async function proveAddress(tx: Tx, accountId: string, channel: DeliveryChannel, code: string, now: Date): Promise<boolean> {
  const row = await lockAddress(tx, accountId, channel)
  const living = row?.code_sent_at && Date.parse(row.code_sent_at) + codeMinutes * 60_000 > now.getTime() && row.code_attempts < codeTries
  if (!living || !row.code_hash?.equals(codeHash(accountId, code))) {
    await countCodeAttempt(tx, accountId, channel)
    return false
  }
  await setProved(tx, accountId, channel, now)
  return true
}

/** The office enters an address it knows, say from the enterprise's address book; null takes it away. */
export async function setDeliveryOf(
  tx: Tx,
  crypto: CryptoProvider,
  by: { accountId: string; chain: string },
  input: { accountId: string; channel: DeliveryChannel; address: string | null },
  now: Date,
): Promise<void> {
  const { accountId, channel } = input
  if (input.address === null) await removeAddress(tx, accountId, channel)
  else
    await saveAddress(tx, {
      ...sealedAddress(crypto, accountId, channel, readAddress(channel, input.address)),
      wanted: true,
      provedAt: now,
      setBy: by.accountId,
      codeHash: null,
      codeSentAt: null,
    })
  await recordAudit(tx, crypto, { subdistrict: by.chain, actor: by.accountId, action: 'delivery.set', target: { kind: 'account', id: accountId } }, now)
}

export function openAddress(crypto: CryptoProvider, accountId: string, row: Pick<DeliveryRow, 'channel' | 'address_sealed'>): string {
  return crypto.open(row.address_sealed, cellOf(accountId, row.channel))
}

function sealedAddress(crypto: CryptoProvider, accountId: string, channel: DeliveryChannel, address: string) {
  return { accountId, channel, sealed: crypto.seal(address, cellOf(accountId, channel)), mask: maskOf(address) }
}

function readAddress(channel: DeliveryChannel, typed: string): string {
  const read = shapes[channel].safeParse(typed)
  if (!read.success) throw new DomainError('invalid_input', { issues: [{ path: ['address'], rule: 'wrong_format' }] })
  return read.data
}

const cellOf = (accountId: string, channel: DeliveryChannel) => ({ table: 'delivery_addresses', id: accountId, field: channel })

/** Six digits are few: the account is part of what is hashed, and five tries end it. */
function codeHash(accountId: string, code: string): Buffer {
  return createHash('sha256').update(`${accountId}:${code}`).digest()
}
