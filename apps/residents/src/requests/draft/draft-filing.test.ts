import { ResidentFiling } from '@ejia/contract/intake.ts'
import { describe, expect, it } from 'vitest'
import { filingOf, isWorthKeeping, missingStep, newDraft } from './draft-filing.ts'

const bare = newDraft('11111111-1111-4111-8111-111111111111', '2026-11-23T01:00:00.000Z')
const category = { id: 'noise', name: { zh: '噪音', en: 'Noise' }, kind: 'dispute' as const }

describe('a draft', () => {
  it('names the first step that is missing', () => {
    expect(missingStep(bare)).toBe('category')
    expect(missingStep({ ...bare, category })).toBe('place')
    expect(missingStep({ ...bare, category, placeUnknown: true })).toBe('words')
    expect(missingStep({ ...bare, category, placeUnknown: true, text: ' \n' })).toBe('words')
    expect(missingStep({ ...bare, category, placeUnknown: true, text: '有噪音' })).toBeNull()
  })

  it('is worth keeping once there are words or photos', () => {
    expect(isWorthKeeping({ ...bare, category })).toBe(false)
    expect(isWorthKeeping({ ...bare, text: '有' })).toBe(true)
    expect(isWorthKeeping({ ...bare, photoIds: ['p'] })).toBe(true)
  })

  it('becomes a filing the contract accepts, without what was not given', () => {
    const filing = filingOf({ ...bare, category, placeUnknown: true, text: ' 有噪音 ' }, [])
    expect(filing).toEqual({ kind: 'dispute', category: 'noise', text: '有噪音', place: {}, channel: 'app', anonymous: false })
    expect(ResidentFiling.safeParse(filing).success).toBe(true)
  })

  it('keeps the label of the place to the phone', () => {
    const filing = filingOf(
      {
        ...bare,
        category,
        place: { buildingCode: 'abc123', label: '荷塘里 3号楼' },
        placeDetail: ' 303 ',
        text: '漏水',
        phone: ' 138 0013 8000 ',
        anonymous: true,
        channel: 'qrCode',
      },
      [],
    )
    expect(filing.place).toEqual({ buildingCode: 'abc123', detail: '303' })
    expect(ResidentFiling.safeParse(filing).success).toBe(true)
  })
})
