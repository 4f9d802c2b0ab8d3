import { expect, test } from 'vitest'
import { StaffMessageKind } from '@ejia/contract/messages.ts'
import { defaultConfiguration } from '../configuration/default-configuration.ts'
import { whenToDeliver } from './when-to-deliver.ts'

/** A moment in Shanghai. */
const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+08:00`)
const emergencies: readonly string[] = ['emergencyToApprove', 'emergencyToSummon', 'emergencySummoned']

test.each(StaffMessageKind.options)('%s breaks through the quiet hours only as an emergency', (kind) => {
  const [friday, monday] = [at('2026-11-27 22:00'), at('2026-11-30 08:00')]
  expect(whenToDeliver({ kind, urgent: true }, defaultConfiguration, friday)).toEqual(emergencies.includes(kind) ? friday : monday)
})

test('what is not urgent waits for the digest of the next working day, by day too', () => {
  expect(whenToDeliver({ kind: 'taskGiven', urgent: false }, defaultConfiguration, at('2026-11-27 09:00'))).toEqual(at('2026-11-30 08:30'))
})

test('what is urgent leaves at once while people are awake', () => {
  expect(whenToDeliver({ kind: 'summoned', urgent: true }, defaultConfiguration, at('2026-11-27 09:00'))).toEqual(at('2026-11-27 09:00'))
})

test('the subdistrict sets its own hours', () => {
  const late = { ...defaultConfiguration, messages: { quietFrom: '22:00', quietTo: '07:00', digestAt: '16:00' } }
  expect(whenToDeliver({ kind: 'summoned', urgent: true }, late, at('2026-11-24 21:00'))).toEqual(at('2026-11-24 21:00'))
  expect(whenToDeliver({ kind: 'taskGiven', urgent: false }, late, at('2026-11-24 10:00'))).toEqual(at('2026-11-24 16:00'))
})
