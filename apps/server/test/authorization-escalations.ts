import type { CallerName, Row } from './authorization-matrix.ts'

/** Rows of the matrix about what one level asks of the next. */
const trio: readonly CallerName[] = ['officer', 'secretary', 'instructor']
/** What the subdistrict asked the district for a case of the own grid: its line of command, and nobody beside it. */
const ofEscalation: readonly CallerName[] = [...trio, 'lead', 'office', 'district']
const raisers: readonly CallerName[] = [...trio, 'siblingOfficer', 'otherOfficer', 'lead', 'siblingLead', 'office', 'otherOffice', 'district']

export const escalationRows: Record<string, Row> = {
  'escalations.list': { method: 'GET', path: '/escalations', allowed: raisers },
  'escalations.open': { method: 'GET', path: '/escalations/{escalation}', allowed: ofEscalation },
  'escalations.photo': { method: 'GET', path: '/escalations/{escalation}/photos/{photo}', allowed: ofEscalation },
  'escalations.ofRequest': { method: 'GET', path: '/requests/{request}/escalations', allowed: [...trio, 'lead', 'office'] },
  'escalations.raise': {
    method: 'POST',
    path: '/requests/{request}/escalations',
    body: { tried: '谈过', asked: '请定' },
    // A department has it, for the subdistrict: the grid does not speak for that level.
    allowed: ['office'],
  },
  'escalations.move': { method: 'POST', path: '/escalations/{escalation}/moves', body: { move: 'note', words: '记一笔' }, allowed: ['office', 'district'] },
}
