/** design.md §5: 张*, ID to its last 2 (first 6, birth date and last 4 are the whole of it), phone to its last 4. */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...name.trim()]
  return rest.length === 0 ? '*' : `${first}${'*'.repeat(Math.min(rest.length, 2))}`
}

/** A child's record carries no name outside of a reveal. */
export const minorName = '未成年人'

export const idEnding = (number: string) => number.slice(-2)
export const phoneEnding = (phone: string) => phone.slice(-4)
export const maskedYear = (birthDate: string) => `${birthDate.slice(0, 2)}**`
