import { z } from 'zod'

/** Roles are data (dated assignments to an area); what each may do is code: `access/role-actions.ts`. field.md §1. */
export const Role = z.enum([
  'resident',
  'enterpriseContact',
  'partyMember',
  'volunteer',
  'buildingCaptain',
  'gridOfficer',
  'branchSecretary',
  'partyInstructor',
  'communityLead',
  'subdistrictStaff',
  'departmentContact',
  'districtStaff',
  'systemAdmin',
  'securityAdmin',
  'auditor',
])
export type Role = z.infer<typeof Role>

export const StaffRole = Role.exclude(['resident', 'enterpriseContact', 'partyMember', 'volunteer', 'buildingCaptain'])
export type StaffRole = z.infer<typeof StaffRole>

/** The three officers of a grid, 三大员. */
export const TrioRole = Role.extract(['partyInstructor', 'branchSecretary', 'gridOfficer'])
export type TrioRole = z.infer<typeof TrioRole>

/** A closed list: a permission is a verb over an area. */
export const Action = z.enum([
  'request.read',
  'request.file',
  'request.handle',
  'request.dispatch',
  'request.verify',
  'request.supervise',
  'request.readReporter',
  'dashboard.read',
  'configuration.read',
  'configuration.edit',
  'area.read',
  'area.edit',
  'notice.publish',
  'account.read',
  'account.invite',
  'assignment.edit',
  'apiKey.manage',
  'audit.read',
  'message.read',
  'message.own',
  'message.retry',
  'registry.read',
  'registry.edit',
  'registry.reveal',
  'registry.care',
  'registry.party',
  'registry.import',
  'registry.export',
  'registry.approve',
  'registry.rights',
  'reportForge.define',
  'reportForge.fill',
  'whistle.read',
  'whistle.blow',
  'whistle.approve',
  'whistle.summon',
  'whistle.supervise',
  'whistle.answer',
  'whistle.rate',
  'whistle.appeal',
  'whistle.wall',
  'escalation.read',
  'escalation.raise',
  'escalation.decide',
  'need.read',
  'need.note',
  'need.manage',
  'meeting.read',
  'meeting.raise',
  'meeting.manage',
  'practice.read',
  'practice.write',
  'secondment.confirm',
  'secondment.manage',
  'leave.approve',
  'handover.oversee',
  'captain.manage',
])
export type Action = z.infer<typeof Action>

/** Where an assignment came from; each kind ends by itself on `validTo`. */
export const AssignmentSource = z.enum(['post', 'secondment', 'whistle', 'leaveCover'])
export type AssignmentSource = z.infer<typeof AssignmentSource>

export const Employment = z.enum(['fullTime', 'partTime', 'specialist'])
export type Employment = z.infer<typeof Employment>
