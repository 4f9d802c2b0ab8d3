import type { Role } from '@ejia/contract/access.ts'
import type { AnswerOutcome, Channel, Closure, Duty, LinkKind, PartyRole, RequestKind, RequestState, RouteReason, StaffMove } from '@ejia/contract/requests.ts'
import type { Language } from '@ejia/contract/shapes.ts'

/** The shared words of both apps; docs/glossary.md explains them. */
type Words<K extends string> = Record<K, Record<Language, string>>

export const kindWords: Words<RequestKind> = {
  inquiry: { zh: '咨询', en: 'Inquiry' },
  help: { zh: '求助', en: 'Help' },
  complaint: { zh: '投诉', en: 'Complaint' },
  tipOff: { zh: '举报', en: 'Tip-off' },
  suggestion: { zh: '建议', en: 'Suggestion' },
  serviceNeed: { zh: '服务需求', en: 'Service need' },
  dispute: { zh: '纠纷', en: 'Dispute' },
}

/** As staff read them. */
export const stateWords: Words<RequestState> = {
  filed: { zh: '待受理', en: 'Filed' },
  declined: { zh: '不予受理', en: 'Declined' },
  accepted: { zh: '已受理', en: 'Accepted' },
  dispatched: { zh: '待签收', en: 'Dispatched' },
  objected: { zh: '退单待审', en: 'Objected' },
  acknowledged: { zh: '已签收', en: 'Acknowledged' },
  handling: { zh: '处置中', en: 'In hand' },
  deferred: { zh: '挂账', en: 'Deferred' },
  answered: { zh: '已答复', en: 'Answered' },
  verified: { zh: '已核查', en: 'Verified' },
  closed: { zh: '已办结', en: 'Closed' },
  rated: { zh: '已评价', en: 'Rated' },
  merged: { zh: '已并单', en: 'Merged' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
}

/** As residents read them. */
export const stateWordsForResidents: Words<RequestState> = {
  filed: { zh: '已收到，正在安排', en: 'Received' },
  declined: { zh: '不在这里办，已告诉您去哪里', en: 'Not handled here; we told you where to go' },
  accepted: { zh: '已受理，正在安排人', en: 'Accepted' },
  dispatched: { zh: '已交给网格，等待接手', en: 'With your grid team' },
  objected: { zh: '正在确认由谁来办', en: 'Finding who is in charge' },
  acknowledged: { zh: '有人接手了', en: 'Somebody has taken it on' },
  handling: { zh: '正在办理', en: 'Being worked on' },
  deferred: { zh: '暂时办不了，约好日期再看', en: 'Put off until a date' },
  answered: { zh: '已答复，请您看看解决了没有', en: 'Answered — is it solved?' },
  verified: { zh: '已答复，社区核实过', en: 'Answered and checked' },
  closed: { zh: '已办结', en: 'Closed' },
  rated: { zh: '已办结，谢谢您的评价', en: 'Closed, thank you for rating' },
  merged: { zh: '和相同的问题一起办理', en: 'Handled with the same problem' },
  withdrawn: { zh: '您已撤回', en: 'You withdrew it' },
}

export const moveWords: Words<StaffMove> = {
  accept: { zh: '受理', en: 'Accept' },
  decline: { zh: '不予受理', en: 'Decline' },
  dispatch: { zh: '分派', en: 'Dispatch' },
  acknowledge: { zh: '签收', en: 'Acknowledge' },
  object: { zh: '退单', en: 'Object' },
  settleObjection: { zh: '审核退单', en: 'Settle objection' },
  reassign: { zh: '改派', en: 'Reassign' },
  start: { zh: '开始处置', en: 'Start' },
  askExtension: { zh: '申请延期', en: 'Ask extension' },
  settleExtension: { zh: '审批延期', en: 'Settle extension' },
  defer: { zh: '挂账', en: 'Defer' },
  resume: { zh: '恢复办理', en: 'Resume' },
  pause: { zh: '暂停计时', en: 'Pause clock' },
  unpause: { zh: '恢复计时', en: 'Resume clock' },
  merge: { zh: '并单', en: 'Merge' },
  answer: { zh: '答复', en: 'Answer' },
  verify: { zh: '核查', en: 'Verify' },
  recordCallback: { zh: '记录回访', en: 'Record callback' },
  close: { zh: '办结', en: 'Close' },
  reopenByStaff: { zh: '重新办理', en: 'Reopen' },
  comment: { zh: '告知居民', en: 'Tell the resident' },
  note: { zh: '内部备注', en: 'Internal note' },
  link: { zh: '关联', en: 'Link' },
  unlink: { zh: '取消关联', en: 'Unlink' },
  addParty: { zh: '添加当事方', en: 'Add party' },
  clearParty: { zh: '排除责任', en: 'Clear party' },
  correctPlace: { zh: '更正地点', en: 'Correct place' },
  changeCategory: { zh: '更正类别', en: 'Change category' },
}

export const channelWords: Words<Channel> = {
  app: { zh: '手机', en: 'App' },
  qrCode: { zh: '扫码', en: 'QR code' },
  phone: { zh: '电话', en: 'Phone' },
  walkIn: { zh: '上门到站', en: 'Walk-in' },
  patrol: { zh: '巡查', en: 'Patrol' },
  visit: { zh: '走访', en: 'Visit' },
  meeting: { zh: '会议', en: 'Meeting' },
  hotline12345: { zh: '12345 热线', en: '12345 hotline' },
  api: { zh: '接口', en: 'API' },
}

export const roleWords: Words<Role> = {
  resident: { zh: '居民', en: 'Resident' },
  enterpriseContact: { zh: '企业联系人', en: 'Enterprise contact' },
  partyMember: { zh: '党员', en: 'Party member' },
  volunteer: { zh: '志愿者', en: 'Volunteer' },
  buildingCaptain: { zh: '楼长', en: 'Building captain' },
  gridOfficer: { zh: '网格员', en: 'Grid officer' },
  branchSecretary: { zh: '网格支部书记', en: 'Branch secretary' },
  partyInstructor: { zh: '党建指导员', en: 'Party instructor' },
  communityLead: { zh: '社区书记/两委', en: 'Community lead' },
  subdistrictStaff: { zh: '街道工作人员', en: 'Subdistrict staff' },
  departmentContact: { zh: '部门联系人', en: 'Department contact' },
  districtStaff: { zh: '区级工作人员', en: 'District staff' },
  systemAdmin: { zh: '系统管理员', en: 'System administrator' },
  securityAdmin: { zh: '安全管理员', en: 'Security administrator' },
  auditor: { zh: '审计管理员', en: 'Auditor' },
}

export const closureWords: Words<Closure> = {
  residentConfirmed: { zh: '居民确认', en: 'Confirmed by the resident' },
  residentByPhone: { zh: '居民电话确认', en: 'Confirmed by phone' },
  callbackFailed: { zh: '回访未接通', en: 'Callback failed' },
  followsMaster: { zh: '随主件办结', en: 'Closed with its master' },
}

export const outcomeWords: Words<AnswerOutcome> = {
  solved: { zh: '已解决', en: 'Solved' },
  partlySolved: { zh: '部分解决', en: 'Partly solved' },
  explained: { zh: '已解释说明', en: 'Explained' },
  notSolvable: { zh: '暂不能解决', en: 'Cannot be solved' },
}

export const dutyWords: Words<Duty> = {
  core: { zh: '本级履职', en: 'Done here' },
  supporting: { zh: '配合部门', en: 'With a department' },
  reclaimed: { zh: '上级收回', en: 'Goes up to a department' },
}

export const linkWords: Words<LinkKind> = {
  duplicateOf: { zh: '重复于', en: 'Duplicate of' },
  causedBy: { zh: '起因是', en: 'Caused by' },
  raisedDuring: { zh: '办理中提出', en: 'Raised during' },
  partOf: { zh: '属于', en: 'Part of' },
}

export const partyWords: Words<PartyRole> = {
  reporter: { zh: '反映人', en: 'Reporter' },
  respondent: { zh: '被反映方', en: 'Respondent' },
  witness: { zh: '知情人', en: 'Witness' },
  cleared: { zh: '与此事无关', en: 'Cleared' },
}

/** `{name}` stands for a parameter of the reason. */
export const routeWords: Words<RouteReason['code']> = {
  placeInGrid: { zh: '地点在{area}', en: 'The place lies in {area}' },
  placeInCommunity: { zh: '地点在{area}，具体网格待定', en: 'The place lies in {area}; the grid is not known yet' },
  placeUnknown: { zh: '没有写明地点，先到街道', en: 'No place given; it starts at the subdistrict' },
  pointInGrid: { zh: '定位落在{area}', en: 'The position lies in {area}' },
  buildingInGrid: { zh: '{building}属于{area}', en: '{building} belongs to {area}' },
  chosenArea: { zh: '由办理人选定{area}', en: '{area} was chosen' },
  dutyCore: { zh: '属于本级履职事项', en: 'A matter done at this level' },
  dutySupporting: { zh: '属于配合部门办理的事项', en: 'A matter done with a department' },
  dutyReclaimed: { zh: '属于上级部门收回的事项', en: 'A matter that goes up to a department' },
  ruleMatched: { zh: '符合分派规则“{rule}”', en: 'Matches the rule “{rule}”' },
  autoDispatched: { zh: '按规则自动分派', en: 'Dispatched by rule' },
  waitsForDispatcher: { zh: '等待人工受理分派', en: 'Waits for a dispatcher' },
  dispatchedByHand: { zh: '人工分派给{to}', en: 'Dispatched by hand to {to}' },
  reassignedByHand: { zh: '改派给{to}', en: 'Reassigned to {to}' },
  sensitiveKind: { zh: '举报件先由街道处理', en: 'A tip-off goes to the subdistrict first' },
}

export function fillWords(sentence: string, params: Record<string, string>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, key: string) => params[key] ?? '')
}
