import { readCitizenId } from '@ejia/check-digits/citizen-id.ts'
import type { FieldIssue } from '@ejia/contract/errors.ts'
import type { PersonFacts, PersonField, RecordedFor } from '@ejia/contract/registry.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { personFields } from '../data-dictionary.ts'
import { isMinor } from './person-values.ts'

/**
 * The facts as they are kept: numbers folded and checked (GB 11643), birth date and sex taken from a citizen ID where
 * nobody told them. What a campaign has no purpose for is not told for it. `today` in Shanghai. Throws `invalid_input` with
 * the field named.
 */
export function checkFacts(facts: PersonFacts, today: string, recordedFor?: RecordedFor | null): PersonFacts {
  const issues: FieldIssue[] = []
  const issue = (field: keyof PersonFacts, rule: FieldIssue['rule'], params?: FieldIssue['params']) =>
    issues.push({ path: ['facts', field], rule, ...(params && { params }) })
  const checked: PersonFacts = { ...facts }
  const { birthDate, idNumber, name } = facts
  const campaign = recordedFor === undefined || recordedFor === 'everyday' ? null : recordedFor
  if (campaign)
    for (const field of Object.keys(facts) as (keyof PersonFacts & PersonField)[])
      if (facts[field] !== undefined && !personFields[field].purposes.includes(campaign)) issue(field, 'not_allowed_here')
  if (typeof birthDate === 'string' && birthDate > today) issue('birthDate', 'in_the_future')
  if (typeof birthDate === 'string' && birthDate < '1900-01-01') issue('birthDate', 'too_small')
  if (name !== undefined && /[\d<>]/.test(name)) issue('name', 'wrong_format')
  if (idNumber?.kind === 'citizenId') {
    const read = readCitizenId(idNumber.number, today)
    if (!read.ok) issue('idNumber', 'wrong_format', { fault: read.fault })
    else {
      checked.idNumber = { kind: 'citizenId', number: read.number }
      if (typeof birthDate === 'string' && birthDate !== read.birthDate) issue('birthDate', 'wrong_format', { idNumber: read.birthDate })
      // A child's record is sealed whole (PIPL art. 31), whatever it is told for: for that its day of birth is needed.
      if (birthDate === undefined && (!campaign || isMinor(read.birthDate, today))) checked.birthDate = read.birthDate
      if (facts.sex === undefined && !campaign) checked.sex = read.sex
    }
  } else if (idNumber) {
    checked.idNumber = { kind: idNumber.kind, number: idNumber.number.normalize('NFKC').toUpperCase().replaceAll(/\s/g, '') }
  }
  if (issues.length > 0) throw new DomainError('invalid_input', { issues })
  return checked
}
