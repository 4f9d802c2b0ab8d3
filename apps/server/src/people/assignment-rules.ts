import type { Role, StaffRole } from '@ejia/contract/access.ts'
import type { Actor } from '../access/actor.ts'
import { holds } from '../access/permissions.ts'

/** How many digits the area of a role has: a grid officer stands in a grid, staff in a subdistrict. field.md §1. */
const areaDigits: Record<StaffRole, readonly number[]> = {
  gridOfficer: [15],
  branchSecretary: [15],
  partyInstructor: [15, 12],
  communityLead: [12],
  subdistrictStaff: [9],
  departmentContact: [9],
  districtStaff: [6],
  systemAdmin: [6],
  securityAdmin: [6],
  auditor: [6],
}

const fieldRoles: readonly StaffRole[] = ['gridOfficer', 'branchSecretary', 'partyInstructor', 'communityLead', 'departmentContact']
/** Who may put whom into which post: the subdistrict its own people, the security administrator the rest. */
const mayAssign: Partial<Record<Role, readonly StaffRole[]>> = {
  subdistrictStaff: fieldRoles,
  securityAdmin: ['subdistrictStaff', 'districtStaff', 'systemAdmin', 'securityAdmin', 'auditor'],
}

/** 三员分立: these three are three people, and none of them reads residents' data. */
const administrators: readonly Role[] = ['systemAdmin', 'securityAdmin', 'auditor']

export function fitsArea(role: StaffRole, areaCode: string): boolean {
  return areaDigits[role].includes(areaCode.length)
}

export function canAssign(actor: Actor, role: StaffRole, areaCode: string, now: Date): boolean {
  return (
    actor.grants.some((grant) => grant.role !== null && mayAssign[grant.role]?.includes(role) === true && areaCode.startsWith(grant.areaCode)) &&
    holds(actor, 'assignment.edit', { areaCode }, now)
  )
}

/** True when one person would hold two administrators' posts, or one of them and any other. */
export function breaksSeparation(held: readonly Role[], added: Role): boolean {
  const posts = new Set([...held.filter((role) => role !== 'resident'), added])
  return posts.size > 1 && [...posts].some((role) => administrators.includes(role))
}
