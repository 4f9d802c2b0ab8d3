import type { StaffMessageKind } from '@ejia/contract/messages.ts'
import type { Language } from '@ejia/contract/shapes.ts'

type Sentence = Record<Language, string>

/** `name` counts in a digest, `sentence` stands alone; `{about}` is a number or a public title. */
export const staffMessageWords: Record<StaffMessageKind, { name: Sentence; sentence: Sentence }> = {
  whistleToApprove: {
    name: { zh: '待审批吹哨', en: 'Whistles to approve' },
    sentence: { zh: '吹哨 {about} 等您审批。', en: 'Whistle {about} waits for your approval.' },
  },
  emergencyToApprove: {
    name: { zh: '应急吹哨待审批', en: 'Emergencies to approve' },
    sentence: { zh: '应急吹哨 {about} 等您马上审批。', en: 'Emergency whistle {about} waits for your approval now.' },
  },
  emergencyToSummon: {
    name: { zh: '应急吹哨待分哨', en: 'Emergencies to summon for' },
    sentence: { zh: '应急吹哨 {about}：请马上分哨给部门。', en: 'Emergency whistle {about}: summon the departments now.' },
  },
  whistleToSummon: {
    name: { zh: '待分哨', en: 'Departments to summon' },
    sentence: { zh: '吹哨 {about} 已批准，请分哨给部门。', en: 'Whistle {about} is approved; summon the departments.' },
  },
  summoned: {
    name: { zh: '待应哨', en: 'Summons' },
    sentence: { zh: '您的部门被召集到吹哨 {about}，请在限时内应哨。', en: 'Your department is summoned to whistle {about}; check in within its time.' },
  },
  emergencySummoned: {
    name: { zh: '应急召集', en: 'Emergency summons' },
    sentence: { zh: '应急吹哨 {about}：请立即应哨到场。', en: 'Emergency whistle {about}: check in and come at once.' },
  },
  checkInReminded: {
    name: { zh: '催办', en: 'Reminders' },
    sentence: { zh: '催办：吹哨 {about} 还在等您的部门。', en: 'A reminder: whistle {about} still waits for your department.' },
  },
  whistleSupervised: {
    name: { zh: '督办', en: 'Supervised' },
    sentence: { zh: '街道督办吹哨 {about}，请尽快办理。', en: 'The subdistrict supervises whistle {about}; please act soon.' },
  },
  objectionToSettle: {
    name: { zh: '待审异议', en: 'Objections to settle' },
    sentence: { zh: '有部门对吹哨 {about} 提出异议，请您裁定。', en: 'A department objects to whistle {about}; please decide.' },
  },
  appealToSettle: {
    name: { zh: '待区里裁定', en: 'Appeals to settle' },
    sentence: { zh: '有部门对吹哨 {about} 再次提出异议，请区里裁定。', en: 'A department objects to whistle {about} again; the district decides.' },
  },
  objectionSettled: {
    name: { zh: '异议已裁定', en: 'Objections settled' },
    sentence: { zh: '您的部门对吹哨 {about} 的异议已有裁定，请查看。', en: 'Your department’s objection to whistle {about} is settled; please look.' },
  },
  taskGiven: {
    name: { zh: '新任务', en: 'New tasks' },
    sentence: { zh: '吹哨 {about} 有一项工作交给您的部门。', en: 'Whistle {about} has a task for your department.' },
  },
  whistleToRate: {
    name: { zh: '待评哨', en: 'Whistles to rate' },
    sentence: { zh: '吹哨 {about} 已处理完毕，请评哨。', en: 'Whistle {about} is done; please rate the departments.' },
  },
  whistleDeclined: {
    name: { zh: '吹哨未批准', en: 'Whistles declined' },
    sentence: { zh: '您的吹哨 {about} 没有批准，原因已写明。', en: 'Your whistle {about} was declined; the reason is given.' },
  },
  notSolved: {
    name: { zh: '居民说没解决', en: 'Not solved, residents say' },
    sentence: { zh: '{about} 居民反映“没解决”，请尽快联系。', en: '{about}: the resident says it is not solved. Please get in touch soon.' },
  },
  reviewDue: {
    name: { zh: '挂账到期待复查', en: 'Put off, to be looked at again' },
    sentence: { zh: '{about} 挂账的复查日期到了，请再看看能不能办。', en: '{about} was put off until today: see whether it can be done now.' },
  },
  limitNear: {
    name: { zh: '快到时限的诉求', en: 'Cases near their limit' },
    sentence: { zh: '诉求 {about} 快到时限了，请抓紧办理。', en: 'Case {about} is near its limit; please see to it.' },
  },
  limitOver: {
    name: { zh: '超时的诉求', en: 'Cases past their limit' },
    sentence: { zh: '诉求 {about} 已过时限，请马上办理，并向居民说明。', en: 'Case {about} is past its limit: see to it now, and tell the resident.' },
  },
  limitsTurned: {
    name: { zh: '多件诉求到时限', en: 'Several limits at once' },
    sentence: {
      zh: '有 {about} 件诉求快到或已过时限，请打开收件箱逐件办理，超时的向居民说明。',
      en: '{about} cases are near or past their limits: open the inbox and see to each; where one is late, tell the resident.',
    },
  },
  captainAnswered: {
    name: { zh: '楼长回复', en: 'Answers of captains' },
    sentence: { zh: '您请楼长帮忙的事（{about}）有回复了。', en: 'The captain answered what you asked ({about}).' },
  },
  promiseGiven: {
    name: { zh: '接过来的承诺', en: 'Promises passed on to you' },
    sentence: { zh: '诉求 {about} 答应居民的一件事交给您接着办。', en: 'Something promised to the resident of case {about} is now yours to keep.' },
  },
  promiseDue: {
    name: { zh: '快到期的承诺', en: 'Promises due' },
    sentence: {
      zh: '诉求 {about} 答应居民的一件事快到期了，请按时办好。',
      en: 'Something promised to the resident of case {about} is due; please keep it in time.',
    },
  },
  promiseOver: {
    name: { zh: '已过期的承诺', en: 'Promises overdue' },
    sentence: {
      zh: '诉求 {about} 答应居民的一件事已过期，请马上办好，或向居民说明。',
      en: 'Something promised to the resident of case {about} is overdue: keep it now, or tell the resident why not.',
    },
  },
  whistleRecalled: {
    name: { zh: '吹哨已撤回', en: 'Whistles recalled' },
    sentence: { zh: '吹哨 {about} 已撤回，不用再到场。', en: 'Whistle {about} was recalled; you need not come.' },
  },
  escalationRaised: {
    name: { zh: '待研究的上报', en: 'Escalations to decide' },
    sentence: { zh: '诉求 {about} 上报到您这一级，请研究。', en: 'Case {about} was escalated to your level; please decide.' },
  },
  escalationDecided: {
    name: { zh: '上报已有决定', en: 'Escalations decided' },
    sentence: { zh: '您上报的诉求 {about} 已有决定，请落实并告诉居民。', en: 'Case {about} you escalated is decided; carry it out and tell the resident.' },
  },
  escalationReturned: {
    name: { zh: '上报已退回', en: 'Escalations returned' },
    sentence: { zh: '您上报的诉求 {about} 已退回，请按说明继续办理。', en: 'Case {about} you escalated came back; go on as explained.' },
  },
  escalationTakenOver: {
    name: { zh: '上级直接办理', en: 'Taken over' },
    sentence: { zh: '诉求 {about} 由上级直接办理，您仍负责和居民联系。', en: 'Case {about} is handled above; you keep the contact with the resident.' },
  },
  escalationPassedUp: {
    name: { zh: '继续上报', en: 'Passed up' },
    sentence: { zh: '您上报的诉求 {about} 已继续向上一级上报。', en: 'Case {about} you escalated went up one more level.' },
  },
  leaveAsked: {
    name: { zh: '待审批请假', en: 'Leave to decide' },
    sentence: { zh: '有一份请假（{about}）等您审批。', en: 'A leave ({about}) waits for your decision.' },
  },
  leaveDecided: {
    name: { zh: '请假已有结果', en: 'Leave decided' },
    sentence: { zh: '您的请假（{about}）已有结果。', en: 'Your leave ({about}) is decided.' },
  },
  coverGiven: {
    name: { zh: '请您顶岗', en: 'Posts to cover' },
    sentence: { zh: '请您顶岗（{about}），到期自动结束。', en: 'You cover a post ({about}); it ends by itself.' },
  },
  handoverWaits: {
    name: { zh: '待确认交接', en: 'Handovers to acknowledge' },
    sentence: { zh: '有一份工作交接（{about}）等您确认。', en: 'A handover ({about}) waits for your acknowledgement.' },
  },
  nominationRaised: {
    name: { zh: '待审核的选派人选', en: 'Nominations to decide' },
    sentence: { zh: '“{about}”有人选等您审核。', en: '“{about}”: a nomination waits for your decision.' },
  },
  secondmentMoved: {
    name: { zh: '选派有进展', en: 'News of your secondment' },
    sentence: { zh: '“{about}”您的选派有进展。', en: '“{about}”: there is news of your secondment.' },
  },
  agendaAnnounced: {
    name: { zh: '会议议程', en: 'Agendas' },
    sentence: { zh: '联席会议{about}的议程已公布，请您参加。', en: 'The agenda of joint meeting {about} is out; you are invited.' },
  },
  meetingCalledOff: {
    name: { zh: '会议取消', en: 'Meetings called off' },
    sentence: { zh: '联席会议{about}取消了。', en: 'Joint meeting {about} was called off.' },
  },
  minutesToConfirm: {
    name: { zh: '待确认纪要', en: 'Minutes to confirm' },
    sentence: { zh: '联席会议{about}的纪要等您确认。', en: 'The minutes of joint meeting {about} wait for you to confirm them.' },
  },
  topicTaken: {
    name: { zh: '议题已列入', en: 'Topics taken' },
    sentence: { zh: '您 {about} 提的议题已列入联席会议。', en: 'The topic you raised on {about} is on the agenda of a joint meeting.' },
  },
  topicDeclined: {
    name: { zh: '议题未列入', en: 'Topics not taken' },
    sentence: { zh: '您 {about} 提的议题没有列入联席会议，请看原因。', en: 'The topic you raised on {about} was not taken; please see why.' },
  },
  topicPostponed: {
    name: { zh: '议题缓议', en: 'Topics postponed' },
    sentence: { zh: '您 {about} 提的议题缓议，下次会议再定。', en: 'The topic you raised on {about} was put off to a later meeting.' },
  },
  decisionGiven: {
    name: { zh: '会议交办', en: 'Decisions given' },
    sentence: { zh: '联席会议有一项工作交给您，请在 {about} 前办完。', en: 'A joint meeting gave you something to do by {about}.' },
  },
  decisionsPassedOn: {
    name: { zh: '转出的会议事项', en: 'Decisions passed on' },
    sentence: {
      zh: '{about}的工作已交接，您名下的会议议定事项随之转给接手人。',
      en: 'The handover of {about} is acknowledged: what meetings gave you to do is now your successor’s.',
    },
  },
  decisionDue: {
    name: { zh: '会议事项到期', en: 'Decisions due' },
    sentence: { zh: '会议议定的一项工作期限是 {about}，请办理。', en: 'Something a meeting decided is due on {about}.' },
  },
  decisionToSignOff: {
    name: { zh: '待销号', en: 'To be signed off' },
    sentence: { zh: '一项会议议定的工作（期限 {about}）已报办结，请您销号。', en: 'Something decided (due {about}) was reported done; please sign it off.' },
  },
  decisionSentBack: {
    name: { zh: '退回再办', en: 'Sent back' },
    sentence: { zh: '您报办结的一项工作（期限 {about}）退回再办，请看说明。', en: 'What you reported done (due {about}) was sent back; please see why.' },
  },
  decisionSignedOff: {
    name: { zh: '已销号', en: 'Signed off' },
    sentence: { zh: '您办的一项工作（期限 {about}）已销号。', en: 'What you did (due {about}) was signed off.' },
  },
}
