import type { FieldIssue } from '@ejia/contract/errors.ts'

/** As zod 4 reports an issue; only what is used here. */
type ZodIssue = {
  code?: string
  path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined
  message: string
  origin?: string
  minimum?: number | bigint
  maximum?: number | bigint
  keys?: readonly string[]
  input?: unknown
  note?: string
  discriminator?: string
  errors?: readonly (readonly ZodIssue[])[]
}

/** Zod's words as ours: every issue names its field. */
export function fieldIssues(issues: readonly unknown[]): FieldIssue[] {
  return (issues as ZodIssue[]).flatMap((issue) => translate(issue, [])).slice(0, 50)
}

function translate(issue: ZodIssue, above: (string | number)[]): FieldIssue[] {
  const path = [
    ...above,
    ...(issue.path ?? []).map((step) => (typeof step === 'object' ? step.key : step)).map((step) => (typeof step === 'number' ? step : String(step))),
  ]
  const one = (rule: FieldIssue['rule'], params?: Record<string, string | number>): FieldIssue[] => [{ path, rule, ...(params ? { params } : {}) }]
  switch (issue.code) {
    case 'invalid_type':
      return one(issue.input === undefined && /received undefined/.test(issue.message) ? 'required' : 'wrong_type')
    case 'too_big': {
      const max = Number(issue.maximum)
      return one(issue.origin === 'string' ? 'too_long' : issue.origin === 'array' ? 'too_many' : 'too_big', { max })
    }
    case 'too_small': {
      const min = Number(issue.minimum)
      if (issue.origin === 'string') return min <= 1 ? one('required') : one('too_short', { min })
      return one(issue.origin === 'array' ? 'too_few' : 'too_small', { min })
    }
    case 'unrecognized_keys':
      return (issue.keys ?? []).map((key) => ({ path: [...path, key], rule: 'unknown_field' as const }))
    case 'invalid_value':
      return one('not_a_choice')
    case 'invalid_union':
      return union(issue, path)
    default:
      return one('wrong_format')
  }
}

/** A discriminated union names its own field; of a plain one, the branch that came furthest speaks. */
function union(issue: ZodIssue, path: (string | number)[]): FieldIssue[] {
  if (issue.discriminator !== undefined) return [{ path: path.at(-1) === issue.discriminator ? path : [...path, issue.discriminator], rule: 'not_a_choice' }]
  const branches = (issue.errors ?? []).map((branch) => branch.flatMap((inner) => translate(inner, path)))
  const deepest = branches.toSorted((one, other) => depth(other) - depth(one) || Number(isAnotherType(one)) - Number(isAnotherType(other)))[0]
  return deepest && deepest.length > 0 ? deepest : [{ path, rule: 'wrong_type' }]
}

/** A branch of another kind of value says less than one that nearly took it: `state=nonsense` is a wrong choice, not a missing list. */
function isAnotherType(issues: readonly FieldIssue[]): boolean {
  return issues.every(({ rule }) => rule === 'wrong_type')
}

function depth(issues: readonly FieldIssue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length))
}
