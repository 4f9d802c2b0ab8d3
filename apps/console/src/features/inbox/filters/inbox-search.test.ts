import { InboxQuery, MoveInput } from '@ejia/contract/inbox.ts'
import { StaffMove } from '@ejia/contract/requests.ts'
import { describe, expect, it } from 'vitest'
import { parseSearch, stringifySearch } from '../../../app/search-text.ts'
import { fieldName } from '../../requests/moves/draft.ts'
import { moveFields } from '../../requests/moves/move-table.ts'
import { readInboxSearch } from './inbox-search.ts'

describe('the filters of the address bar', () => {
  it.each([
    ['?scope=grid&state=filed&state=accepted&overdue=true', { scope: 'grid', state: ['filed', 'accepted'], overdue: true }],
    ['?kind=help&text=%E7%81%AF&sort=newest', { kind: ['help'], text: '灯', sort: 'newest' }],
    ['?scope=everything&state=nowhere&overdue=no&figure=all&area=12&filedFrom=yesterday', {}],
    ['?area=990101001001&filedFrom=2026-11-01&figure=rated', { area: '990101001001', filedFrom: '2026-11-01', figure: 'rated' }],
    [
      '?placedIn=990101001001&closedFrom=2026-11-02&closedTo=2026-11-08&answeredFrom=soon&show=all',
      { placedIn: '990101001001', closedFrom: '2026-11-02', closedTo: '2026-11-08', show: 'all' },
    ],
    ['?placedAt=990101001&figure=solved', { placedAt: '990101001', figure: 'solved' }],
  ])('%s', (address, wanted) => {
    const search = readInboxSearch(parseSearch(address))
    expect(search).toEqual(wanted)
    // What the page asks, the server understands; and the address says it again.
    expect(InboxQuery.safeParse(search).success).toBe(true)
    expect(readInboxSearch(parseSearch(stringifySearch(search)))).toEqual(wanted)
  })
})

describe('the forms of the moves', () => {
  it.each(StaffMove.options)('%s asks for what the contract wants', (move) => {
    const shape = MoveInput.options.find((option) => option.shape.move.value === move)?.shape ?? {}
    const asked = moveFields[move].map(fieldName).flatMap((field) => (field === 'target' ? ['areaCode', 'unitId', 'accountId'] : [field]))
    // The kind comes with the category; a link is removed from its own line.
    const elsewhere = ['move', 'requestId', ...(move === 'changeCategory' ? ['kind'] : []), ...(move === 'unlink' ? ['linkId'] : [])]
    expect([...asked, ...elsewhere].toSorted()).toEqual(Object.keys(shape).toSorted())
  })
})
