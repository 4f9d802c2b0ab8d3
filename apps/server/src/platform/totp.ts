import { generateSecret, generateURI, verifySync } from 'otplib'

const stepSeconds = 30

export function newTotpSecret(): string {
  return generateSecret()
}

/** What an authenticator app reads from the QR code. */
export function totpUri(secret: string, label: string): string {
  return generateURI({ issuer: 'e家', label, secret })
}

/** The time step a code belongs to, or null when it is wrong. One step of clock drift either way; steps up to `lastStep` were used (RFC 6238 §5.2). */
export function totpStep(secret: string, code: string, lastStep: number | null, now: Date): number | null {
  const epoch = Math.floor(now.getTime() / 1000)
  const result = verifySync({ secret, token: code, epoch, epochTolerance: stepSeconds })
  if (!result.valid) return null
  const step = Math.floor(epoch / stepSeconds) + (result.delta ?? 0)
  return lastStep !== null && step <= lastStep ? null : step
}
