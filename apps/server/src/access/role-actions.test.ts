import { expect, test } from 'vitest'
import { Action, Role } from '@ejia/contract/access.ts'
import { breaksSeparation } from '../people/assignment-rules.ts'
import { roleActions } from './role-actions.ts'

const administrators = ['systemAdmin', 'securityAdmin', 'auditor'] as const
/** What everybody of the staff has for themselves, and the map of places: neither shows anybody's data. */
const everybodys = roleActions.departmentContact.filter((action) => administrators.every((role) => roleActions[role].includes(action)))
const own = (role: Role) => roleActions[role].filter((action) => !everybodys.includes(action) && action !== 'area.read')

test('三员分立: of what an administrator may do, no other one may do anything', () => {
  for (const role of administrators) {
    expect(own(role), role).not.toEqual([])
    for (const other of administrators.filter((one) => one !== role))
      expect(
        own(role).filter((action) => own(other).includes(action)),
        `${role} and ${other}`,
      ).toEqual([])
  }
})

test('no administrator reads, changes or exports a resident’s data', () => {
  const ofResidents = Action.options.filter((action) => /^(registry|request|whistle|need|meeting|reportForge)\./.test(action))
  expect(ofResidents.length).toBeGreaterThan(15)
  for (const role of administrators)
    expect(
      roleActions[role].filter((action) => ofResidents.includes(action)),
      role,
    ).toEqual([])
})

test('nobody holds everything, and the audit log is for the auditor alone', () => {
  for (const role of Role.options)
    expect(
      Action.options.every((action) => roleActions[role].includes(action)),
      role,
    ).toBe(false)
  expect(Role.options.filter((role) => roleActions[role].includes('audit.read'))).toEqual(['auditor'])
  expect(Role.options.filter((role) => roleActions[role].includes('apiKey.manage'))).toEqual(['systemAdmin'])
})

test('one person holds one of the three posts and nothing beside it', () => {
  for (const role of administrators)
    for (const other of Role.options.filter((one) => one !== role && one !== 'resident')) {
      expect(breaksSeparation([role], other), `${role} and ${other}`).toBe(true)
      expect(breaksSeparation([other], role), `${other} and ${role}`).toBe(true)
    }
})
