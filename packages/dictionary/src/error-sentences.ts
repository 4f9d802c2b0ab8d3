import type { ErrorCode, FieldIssue } from '@ejia/contract/errors.ts'
import type { Language } from '@ejia/contract/shapes.ts'
import { fieldName } from './field-names.ts'

type Sentence = Record<Language, string>

/** Every refusal as a sentence that says what to do next. */
const sentences: Record<ErrorCode, Sentence> = {
  invalid_input: {
    zh: '有几处需要改一下，改好后再提交，已填的内容都还在。',
    en: 'A few fields need a change. Correct them and send again; nothing you typed is lost.',
  },
  unauthenticated: { zh: '请先登录再继续；长时间没操作会自动退出。', en: 'Please sign in first; after a long pause you are signed out.' },
  second_factor_required: { zh: '这一步要再输一次验证器上的六位数字。', en: 'This step needs the six digits of your authenticator once more.' },
  sign_in_refused: {
    zh: '没能登录：账号、密码或验证码不对。请核对后再试。',
    en: 'Could not sign in: name, password or code is wrong. Check them and try again.',
  },
  locked_out: {
    zh: '试错次数太多，账号暂时锁定。请过一会儿再试，或请管理员解锁。',
    en: 'Too many wrong tries, the account is locked for a while. Wait, or ask your administrator.',
  },
  permission_denied: {
    zh: '您目前的岗位不能做这一步。需要的话，请联系社区或街道负责人。',
    en: 'Your present post does not allow this step. Ask your community or subdistrict lead.',
  },
  not_found: {
    zh: '没有找到：可能已被移走，或不在您负责的范围内。请返回上一页重新选择。',
    en: 'Not found: it may have moved or lie outside your area. Go back and choose again.',
  },
  move_not_allowed: {
    zh: '这件事的状态刚刚变了，这一步现在不能做。请刷新看看最新进展。',
    en: 'The case has moved on and this step is not possible now. Refresh to see where it stands.',
  },
  reopen_used_up: {
    zh: '这件事已经重新办理过一次。您说的“没解决”我们已转给社区负责人，会有人联系您。',
    en: 'This case was reopened once already. Your “not solved” was passed to the community lead, who will get in touch.',
  },
  task_open: { zh: '还有任务没有办完，办完后才能结束。', en: 'A task is still open; finish it first.' },
  quorum_missing: {
    zh: '到会的人还不够法定人数，不能表决。请等到会的人确认出席后再发起。',
    en: 'Too few are present for a vote. Wait until those who came have confirmed it.',
  },
  topic_undecided: {
    zh: '还有议题没有议定。请逐项写明同意、不同意或缓议后再散会。',
    en: 'A topic has no outcome yet. Write down for each: agreed, rejected or postponed.',
  },
  conflict: { zh: '和别人的修改撞上了。请刷新后再改一次。', en: 'Somebody changed the same thing. Refresh and try again.' },
  stale_version: {
    zh: '您看到的不是最新内容，有人刚刚改过。请刷新后再保存，您填的内容先别关。',
    en: 'What you see is out of date: somebody has just saved a change. Refresh, then save again.',
  },
  in_flight: { zh: '上一次提交还在处理，请稍等几秒。', en: 'Your first try is still under way; wait a few seconds.' },
  idempotency_mismatch: { zh: '同一次提交的内容前后不一样。请重新提交一次。', en: 'The same submission came with other content. Please send it anew.' },
  link_expired: { zh: '这个链接已经用过或过期了。请向发给您的人要一个新的。', en: 'This link was used or has expired. Ask whoever sent it for a new one.' },
  rate_limited: {
    zh: '操作太频繁了，请过一会儿再试。急事请直接打电话。',
    en: 'That was too many tries in a short time. Wait a little; if it is urgent, phone.',
  },
  payload_too_large: {
    zh: '内容太大了。照片每张不超过 20 MB，请换一张或压缩后再传。',
    en: 'Too large. A photo may have up to 20 MB; choose another or a smaller one.',
  },
  unsupported_media: { zh: '这种文件收不了。照片请用 JPG、PNG 或 WebP。', en: 'This kind of file is not accepted. Use a JPG, PNG or WebP photo.' },
  not_readable_image: { zh: '这张照片打不开，可能已损坏。请重新拍一张。', en: 'This photo cannot be read; it may be damaged. Take another one.' },
  demo_only: { zh: '这个功能只在演示环境里开放。', en: 'This is open in the demonstration only.' },
  unavailable: {
    zh: '系统暂时忙不过来，您填的内容没有丢，请过几分钟再试。',
    en: 'The system is busy for the moment. Nothing you typed is lost; try again in a few minutes.',
  },
  internal: {
    zh: '系统出了点问题，我们已经记下。请稍后再试，或打电话给社区。',
    en: 'Something went wrong on our side and was noted. Try again later, or phone the community.',
  },
}

const rules: Record<FieldIssue['rule'], (params: Record<string, string | number>) => Sentence> = {
  required: () => ({ zh: '请填写', en: 'is needed' }),
  wrong_type: () => ({ zh: '填写的内容不对', en: 'is not of the right kind' }),
  too_long: ({ max }) => ({ zh: `最多 ${max} 个字`, en: `may have up to ${max} characters` }),
  too_short: ({ min }) => ({ zh: `至少 ${min} 个字`, en: `needs at least ${min} characters` }),
  too_many: ({ max }) => ({ zh: `最多 ${max} 个`, en: `may have up to ${max} entries` }),
  too_few: ({ min }) => ({ zh: `至少 ${min} 个`, en: `needs at least ${min}` }),
  too_big: ({ max }) => ({ zh: max === undefined ? '太大了' : `不能大于 ${max}`, en: max === undefined ? 'is too large' : `may be up to ${max}` }),
  too_small: ({ min }) => ({ zh: min === undefined ? '太小了' : `不能小于 ${min}`, en: min === undefined ? 'is too small' : `must be at least ${min}` }),
  wrong_format: () => ({ zh: '格式不对，请核对', en: 'has the wrong form; please check it' }),
  not_a_choice: () => ({ zh: '请从给出的选项里选', en: 'is not one of the choices' }),
  unknown_field: () => ({ zh: '不认识这一项，请去掉', en: 'is not a known field; leave it out' }),
  not_found: () => ({ zh: '没有找到，请重新选择', en: 'was not found; choose again' }),
  in_the_past: () => ({ zh: '要晚于现在的期限', en: 'must be later' }),
  in_the_future: () => ({ zh: '不能晚于今天', en: 'may not lie in the future' }),
  unsafe_character: () => ({ zh: '含有无法保存的字符，请删掉后再试', en: 'holds a character that cannot be stored; remove it' }),
  not_allowed_here: () => ({ zh: '在这里不能这样选', en: 'is not possible here' }),
  weak: () => ({ zh: '太容易被猜到，请换一个长一点的', en: 'is too easy to guess; choose a longer one' }),
  already_taken: () => ({ zh: '已经有了，请换一个', en: 'is taken; choose another' }),
}

export function errorSentence(
  code: ErrorCode,
  language: Language,
  details: { retryAfterSeconds?: number | undefined; issues?: readonly FieldIssue[] | undefined } = {},
): string {
  const [first] = details.issues ?? []
  if (code === 'invalid_input' && first && details.issues?.length === 1) return fieldSentence(first, language)
  if (details.retryAfterSeconds !== undefined && details.retryAfterSeconds > 0) {
    const minutes = Math.ceil(details.retryAfterSeconds / 60)
    return language === 'zh' ? `${sentences[code].zh}（约 ${minutes} 分钟后）` : `${sentences[code].en} (in about ${minutes} min)`
  }
  return sentences[code][language]
}

/** One field and what is wrong with it: 「手机号」格式不对，请核对。 */
export function fieldSentence(issue: FieldIssue, language: Language): string {
  const name = fieldName(issue.path, language)
  const what = rules[issue.rule](issue.params ?? {})[language]
  return language === 'zh' ? `「${name}」${what}。` : `“${name}” ${what}.`
}
