import { api } from '../../platform/api.ts'
import { remembered } from '../../platform/database.ts'
import { useLoad } from '../../platform/use-load.ts'

export const loadReportForm = () => remembered('report-form', () => api.intake.form({}))
export const useReportForm = () => useLoad('report-form', loadReportForm)
