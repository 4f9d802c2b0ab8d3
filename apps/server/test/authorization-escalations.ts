import type { CallerName, Row } from './authorization-matrix.ts'

/** Rows of the matrix about what one level asks of the next. */
const trio: readonly CallerName[] = ['officer', 'secretary', 'instructor']
/** What the subdistrict asked the district for a case of the own grid: its line of command, and nobody beside it. */
const ofEscalation: readonly CallerName[] = [...trio, 'lead', 'office', 'district']
/** The department has the case. */
const ofCase: readonly CallerName[] = [...trio, 'lead', 'office', 'department']
const handlers: readonly CallerName[] = [
  ...trio,
  'siblingOfficer',
  'otherOfficer',
  'lead',
  'siblingLead',
  'office',
  'otherOffice',
  'department',
  'otherDepartment',
]
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
  // Whoever handles the case promises, and settles what was promised; a promise is also its maker's own.
  'promises.list': { method: 'GET', path: '/my-promises', allowed: handlers },
  'promises.ofRequest': { method: 'GET', path: '/requests/{request}/promises', allowed: ofCase },
  'promises.make': { method: 'POST', path: '/requests/{request}/promises', body: { words: '周五前去看', dueOn: '2026-12-31' }, allowed: ofCase },
  'promises.receivers': { method: 'GET', path: '/promises/{promise}/receivers', allowed: ofCase },
  'promises.move': { method: 'POST', path: '/promises/{promise}/moves', body: { move: 'takeBack', words: '改期' }, allowed: ofCase },
  'escalations.move': { method: 'POST', path: '/escalations/{escalation}/moves', body: { move: 'note', words: '记一笔' }, allowed: ['office', 'district'] },
}
