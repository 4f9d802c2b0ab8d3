import { api } from '../platform/api.ts'
import { remembered } from '../platform/database.ts'

export const loadNotices = () => remembered('notices', () => api.notices.publicList({}))
export const loadNotice = (noticeId: string) => remembered(`notice-${noticeId}`, () => api.notices.publicOpen({ noticeId }))
