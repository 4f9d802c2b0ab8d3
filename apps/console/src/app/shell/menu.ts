import type { Action } from '@ejia/contract/access.ts'
import type { Me } from '@ejia/contract/sessions.ts'
import type { LinkProps } from '@tanstack/react-router'
import { may } from '../../features/sessions/session.ts'
import type { appWords } from '../words.ts'

type Word = Exclude<keyof (typeof appWords)['zh'], 'idleText'>
type Entry = { to: NonNullable<LinkProps['to']>; word: Word; action: Action }
type Group = { word: Word; entries: readonly Entry[] }

/** The pages of the console, in the order of a day's work. A person sees those an assignment opens. */
const groups: readonly Group[] = [
  {
    word: 'groupWork',
    entries: [
      { to: '/inbox', word: 'inbox', action: 'request.read' },
      { to: '/promises', word: 'promises', action: 'request.handle' },
      { to: '/file', word: 'file', action: 'request.file' },
      { to: '/dashboard', word: 'dashboard', action: 'dashboard.read' },
    ],
  },
  {
    word: 'groupTogether',
    entries: [
      { to: '/whistles', word: 'whistles', action: 'whistle.read' },
      { to: '/escalations', word: 'escalations', action: 'escalation.read' },
      { to: '/needs', word: 'needs', action: 'need.read' },
      { to: '/meetings', word: 'meetings', action: 'meeting.read' },
    ],
  },
  {
    word: 'groupRecords',
    entries: [
      { to: '/registry', word: 'registry', action: 'registry.read' },
      { to: '/forms', word: 'forms', action: 'reportForge.fill' },
      { to: '/areas', word: 'areas', action: 'area.read' },
      { to: '/people', word: 'accounts', action: 'account.read' },
      { to: '/leaves', word: 'posts', action: 'message.own' },
      { to: '/captains', word: 'captains', action: 'captain.manage' },
    ],
  },
  {
    word: 'groupOffice',
    entries: [
      { to: '/settings', word: 'configuration', action: 'configuration.read' },
      { to: '/notices', word: 'notices', action: 'notice.publish' },
      { to: '/messages', word: 'messages', action: 'message.read' },
      { to: '/api-keys', word: 'apiKeys', action: 'apiKey.manage' },
      { to: '/audit', word: 'audit', action: 'audit.read' },
    ],
  },
]

/** Groups with nothing for this person are left out. */
export const menuOf = (me: Me | null): readonly Group[] =>
  groups.map(({ word, entries }) => ({ word, entries: entries.filter(({ action }) => may(me, action)) })).filter(({ entries }) => entries.length > 0)
