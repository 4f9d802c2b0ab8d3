import { generateSync } from 'otplib'
import { expect, test } from 'vitest'
import { newTotpSecret, totpStep, totpUri } from './totp.ts'

const secret = newTotpSecret()
const now = new Date('2026-11-23T02:00:10.000Z')
const codeAt = (seconds: number) => generateSync({ secret, epoch: now.getTime() / 1000 + seconds })

test('a code counts once: its step is remembered and neither it nor an older one counts again', () => {
  const step = totpStep(secret, codeAt(0), null, now)
  expect(step).toBe(Math.floor(now.getTime() / 30_000))
  expect(totpStep(secret, codeAt(0), step, now)).toBeNull()
  expect(totpStep(secret, codeAt(-30), step, now)).toBeNull()
  expect(totpStep(secret, codeAt(30), step, now)).toBe(step! + 1)
})

test('a clock may be one step off, not two', () => {
  expect(totpStep(secret, codeAt(-30), null, now)).not.toBeNull()
  expect(totpStep(secret, codeAt(30), null, now)).not.toBeNull()
  expect(totpStep(secret, codeAt(-60), null, now)).toBeNull()
  expect(totpStep(secret, codeAt(60), null, now)).toBeNull()
})

test('another secret’s code is wrong', () => {
  expect(totpStep(newTotpSecret(), codeAt(0), null, now)).toBeNull()
})

test('the address in the QR code names the product and the person', () => {
  const uri = new URL(totpUri(secret, '王丽'))
  expect(uri.protocol).toBe('otpauth:')
  expect(decodeURIComponent(uri.href)).toContain('王丽')
  expect(uri.searchParams.get('secret')).toBe(secret)
  expect(uri.searchParams.get('issuer')).toBe('e家')
})
