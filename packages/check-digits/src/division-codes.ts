/** GB/T 2260, first two digits of a code. */
const provinces = new Set('11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71'.split(' '))
/** Residence permits of Hong Kong, Macau and Taiwan residents begin with these. */
const permits = new Set(['81', '82', '83'])

export const isProvince = (twoDigits: string): boolean => provinces.has(twoDigits)
export const isPersonRegion = (twoDigits: string): boolean => provinces.has(twoDigits) || permits.has(twoDigits)
/** 100000 stands for an organisation registered by the State itself. */
export const isOrganisationRegion = (sixDigits: string): boolean => sixDigits === '100000' || isPersonRegion(sixDigits.slice(0, 2))
