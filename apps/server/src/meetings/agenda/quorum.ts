import type { Configuration } from '@ejia/contract/configuration.ts'

type Counted = { present: number; invited: number }
type Rules = Pick<Configuration['meetings'], 'quorumPercent' | 'passPercent'>

/** How many of those invited must have confirmed that they are there; never nobody. */
export function quorumOf({ invited }: Pick<Counted, 'invited'>, { quorumPercent }: Rules): number {
  return Math.max(1, Math.ceil((invited * quorumPercent) / 100))
}

/** More than the share of those present; whoever abstains or stays silent did not say yes. */
export function isPassed({ yes, present }: { yes: number; present: number }, { passPercent }: Rules): boolean {
  return yes * 100 > present * passPercent
}
