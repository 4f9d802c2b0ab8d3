export type DashboardSearch = { area?: string; from?: string; to?: string; by?: 'below' | 'grid' }

const keep = (raw: Record<string, unknown>, name: string, pattern: RegExp) => {
  const value = raw[name]
  return typeof value === 'string' && pattern.test(value) ? { [name]: value } : {}
}

export const readDashboardSearch = (raw: Record<string, unknown>): DashboardSearch => ({
  ...keep(raw, 'area', /^(\d{6}|\d{9}|\d{12}|\d{15})$/),
  ...keep(raw, 'from', /^\d{4}-\d{2}-\d{2}$/),
  ...keep(raw, 'to', /^\d{4}-\d{2}-\d{2}$/),
  ...keep(raw, 'by', /^(below|grid)$/),
})
