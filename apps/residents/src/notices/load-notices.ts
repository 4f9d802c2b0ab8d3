import { api } from '../platform/api.ts'
import { remembered } from '../platform/database.ts'

export const loadNotices = (area: string | null = null) => remembered(area ? `notices-${area}` : 'notices', () => api.notices.publicList(area ? { area } : {}))
export const loadNotice = (noticeId: string) => remembered(`notice-${noticeId}`, () => api.notices.publicOpen({ noticeId }))
