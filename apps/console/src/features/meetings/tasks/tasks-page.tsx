import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { Pick } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { ListPage } from '../../../ui/list-page.tsx'
import { MeetingTabs } from '../meeting-tabs.tsx'
import type { TasksSearch } from '../routes.ts'
import { meetingWords } from '../words.ts'
import { TaskLine } from './task-line.tsx'

const route = getRouteApi('/staff/meeting-tasks')

const tasksQuery = ({ all, ...search }: TasksSearch) =>
  infiniteQueryOptions({
    queryKey: ['meeting-tasks', search, all],
    queryFn: ({ pageParam }) => api.meetingTasks.list({ ...search, ...(!all && { mine: 'true' as const }), limit: 50, ...(pageParam && { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })

export function TasksPage() {
  const t = useWords(meetingWords)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const list = useInfiniteQuery(tasksQuery(search))
  const set = (drop: keyof TasksSearch, part: TasksSearch) => {
    const { [drop]: _, ...rest } = search
    void navigate({ search: { ...rest, ...part }, replace: true })
  }
  return (
    <ListPage
      title={search.all ? t('tasks') : t('mineTab')}
      list={list}
      count={(count) => t('matching', { count })}
      head={<MeetingTabs />}
      filterLabel={t('show')}
      filter={
        <>
          <Field label={t('owner')}>
            {({ id }) => (
              <Pick
                id={id}
                value={search.all ? 'all' : 'mine'}
                options={[
                  { value: 'mine', label: t('mineTab') },
                  { value: 'all', label: t('allTasks') },
                ]}
                onChange={(value) => set('all', value === 'all' ? { all: true } : {})}
              />
            )}
          </Field>
          <Field label={t('show')}>
            {({ id }) => (
              <Pick
                id={id}
                value={search.show ?? 'open'}
                options={[
                  { value: 'open', label: t('openOnly') },
                  { value: 'ended', label: t('endedOnly') },
                  { value: 'all', label: t('allTasks') },
                ]}
                onChange={(show) => set('show', show === 'ended' || show === 'all' ? { show } : {})}
              />
            )}
          </Field>
          <label className="tick">
            <input type="checkbox" checked={search.overdue ?? false} onChange={(event) => set('overdue', event.target.checked ? { overdue: true } : {})} />
            {t('overdueOnly')}
          </label>
        </>
      }
      none={{ title: t('noTasks'), text: t('noTasksText') }}
      label={t('tasks')}
      look="card line-list"
      line={(task) => <TaskLine task={task} />}
      more={t('more')}
    />
  )
}
