import type { CallerName, Row } from './authorization-matrix.ts'

const trio: readonly CallerName[] = ['officer', 'secretary', 'instructor']
/** Who keeps the registry of the own grid. */
const ofRegistry: readonly CallerName[] = [...trio, 'lead', 'office']
const registryReaders: readonly CallerName[] = [...trio, 'siblingOfficer', 'otherOfficer', 'lead', 'siblingLead', 'office', 'otherOffice']
/** What belongs to the whole subdistrict: everybody who goes from door to door in it. */
const ofSubdistrict: readonly CallerName[] = [...trio, 'siblingOfficer', 'lead', 'siblingLead', 'office']
const meetingReaders: readonly CallerName[] = [...registryReaders, 'department', 'otherDepartment']

/** Needs, topics, meetings and their tasks, for the matrix. */
export const meetingRows: Record<string, Row> = {
  'needs.list': { method: 'GET', path: '/need-pools', allowed: registryReaders },
  'needs.similar': { method: 'GET', path: '/need-pools/similar?text=x', allowed: registryReaders },
  'needs.open': { method: 'GET', path: '/need-pools/{pool}', allowed: ofSubdistrict },
  'needs.note': {
    method: 'POST',
    path: '/need-notes',
    body: { outcome: 'heard', gridCode: '{grid}', heardOn: '2026-11-23', title: '想理发' },
    allowed: ofRegistry,
    key: true,
  },
  'needs.listNotes': { method: 'GET', path: '/need-notes', allowed: registryReaders },
  'needs.withdrawNote': { method: 'POST', path: '/need-notes/{needNote}/withdrawal', body: {}, allowed: ['officer'] },
  'needs.merge': {
    method: 'POST',
    path: '/need-pools/{sparePool}/merge',
    body: { intoId: '{pool}' },
    allowed: ['instructor', 'lead', 'siblingLead', 'office'],
  },
  'needs.end': {
    method: 'POST',
    path: '/need-pools/{otherSparePool}/end',
    body: { outcome: 'met', words: '办好了' },
    allowed: ['instructor', 'lead', 'siblingLead', 'office'],
  },

  'topics.list': { method: 'GET', path: '/topics', allowed: meetingReaders },
  'topics.ofSource': { method: 'GET', path: '/topics/of-source?requestId={request}', allowed: ofRegistry },
  'topics.raise': { method: 'POST', path: '/topics', body: { areaCode: '{grid}', title: '停车', words: '夜里停不下' }, allowed: ofRegistry, key: true },
  'topics.take': { method: 'POST', path: '/topics/{spareTopic}/take', body: { meetingId: '{meeting}' }, allowed: ['office', 'secretary'] },
  'topics.decline': { method: 'POST', path: '/topics/{otherSpareTopic}/decline', body: { words: '不上会' }, allowed: ['office'] },
  'topics.putBack': { method: 'POST', path: '/topics/{otherSpareTopic}/put-back', body: {}, allowed: ['office'] },
  'topics.withdraw': { method: 'POST', path: '/topics/{topic}/withdraw', body: {}, allowed: ['officer'] },
  'topics.gathering': { method: 'GET', path: '/topic-rhythm?subdistrict={subdistrict}', allowed: ofSubdistrict },
  'meetings.list': { method: 'GET', path: '/meetings', allowed: meetingReaders },
  'meetings.plan': {
    method: 'POST',
    path: '/meetings',
    body: {
      subdistrict: '{subdistrict}',
      title: '会',
      startsAt: '2026-12-10T06:00:00Z',
      endsAt: '2026-12-10T07:00:00Z',
      place: '三楼',
      chairId: '{ownOfficer}',
      recorderId: '{spare}',
      memberIds: [],
    },
    allowed: ['office'],
  },
  'meetings.people': { method: 'GET', path: '/meeting-people?subdistrict={subdistrict}', allowed: ofSubdistrict },
  'meetings.open': { method: 'GET', path: '/meetings/{meeting}', allowed: ofSubdistrict },
  // The secretary chairs, the instructor writes: nobody else was invited.
  'meetings.move': { method: 'POST', path: '/meetings/{meeting}/moves', body: { move: 'excuse', words: '出差' }, allowed: ['secretary', 'instructor'] },
  'meetings.minutes': { method: 'GET', path: '/meetings/{heldMeeting}/minutes/1', allowed: ['office', 'secretary', 'instructor'] },
  'meetings.document': { method: 'GET', path: '/meetings/{heldMeeting}/minutes-file', allowed: ['office', 'secretary', 'instructor'] },
  'meetings.calendar': { method: 'GET', path: '/meetings/{meeting}/calendar', allowed: ofSubdistrict },
  'meetingTasks.list': { method: 'GET', path: '/meeting-tasks', allowed: meetingReaders },
  'meetingTasks.open': { method: 'GET', path: '/meeting-tasks/{meetingTask}', allowed: ['office', 'secretary', 'instructor', 'department'] },
  'meetingTasks.photo': {
    method: 'GET',
    path: '/meeting-tasks/{meetingTask}/photos/{taskPhoto}',
    allowed: ['office', 'secretary', 'instructor', 'department'],
  },
  'meetingTasks.move': { method: 'POST', path: '/meeting-tasks/{meetingTask}/moves', body: { move: 'progress', words: '在办' }, allowed: ['department'] },
  'practices.list': { method: 'GET', path: '/practices', allowed: registryReaders },
  'practices.open': { method: 'GET', path: '/practices/{practice}', allowed: ofSubdistrict },
  'practices.save': {
    method: 'PUT',
    path: '/practices/{newId}',
    body: { basedOn: 0, areaCode: '{grid}', title: '理发日', situation: '没处理发', steps: '找人、消毒、户外', shared: true },
    allowed: ofRegistry,
  },
  // Into one's own community: here, who works in this one.
  'practices.copy': { method: 'POST', path: '/practices/{practice}/copies', body: { areaCode: '{community}' }, allowed: ['lead', 'office'] },
  'practices.withdraw': { method: 'POST', path: '/practices/{otherPractice}/withdrawal', body: {}, allowed: ofRegistry },
}
