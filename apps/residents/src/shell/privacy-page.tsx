import { useWords, words } from '../dictionary/words.ts'
import { Page, Section } from '../ui/page.tsx'

const privacyWords = words(
  {
    title: '隐私说明',
    lead: '用大白话说清楚：我们留下什么，谁看得到，您能做什么。',
    keepTitle: '留下什么',
    keep1: '您反映的内容、照片、地点，和办理的每一步。',
    keep2: '您愿意留的电话。加密保存，只用来联系您办这件事。',
    keep3: '照片里隐藏的拍摄位置和手机型号，上传前后都会去掉。',
    notTitle: '不留什么',
    not1: '不记您的行踪。点“用我现在的位置”只看一次，不保存。',
    not2: '不打分、不排名、不装统计和广告代码，也不看您装了多少次、用了多久。',
    not3: '不要身份证号，不要人脸。',
    whoTitle: '谁看得到',
    who1: '负责办理的网格、社区和部门工作人员，看得到内容和地点。',
    who2: '电话默认打码。要看完整号码必须写明理由，而且会留下记录。',
    who3: '选了“匿名反映”，办理的人看不到您是谁。邻居和被反映的人任何时候都看不到。',
    who4: '拿到查询链接的人看得到进度，所以请只发给信得过的人。',
    phoneTitle: '存在您手机上的',
    phone1: '没写完的内容、没发出的诉求、您提交过的受理编号。只在这部手机上，在“我的诉求”里可以清除。',
    youTitle: '您可以',
    you1: '随时补充、更正、撤回自己的诉求。',
    you2: '问一问谁看过您的信息，要一份副本，或者要求删除：请打社区电话，或当面找网格员。',
  },
  {
    title: 'Privacy',
    lead: 'In plain words: what we keep, who sees it, and what you can do.',
    keepTitle: 'What we keep',
    keep1: 'What you reported, photos, place, and every step taken.',
    keep2: 'A phone number if you gave one: encrypted, used only to reach you about this report.',
    keep3: 'Hidden data in photos (where, which phone) is removed before and after sending.',
    notTitle: 'What we do not keep',
    not1: 'No tracks. "Use where I am now" looks once and keeps nothing.',
    not2: 'No scores, no rankings, no analytics or advertising code, no counting of how long you are here.',
    not3: 'No ID number, no face.',
    whoTitle: 'Who sees it',
    who1: 'Staff of the grid, community and department who handle it see the text and the place.',
    who2: 'Phone numbers are masked. Seeing one in full needs a written reason, and is logged.',
    who3: 'If you report anonymously, those who handle it do not see who you are. Neighbours and those reported about never do.',
    who4: 'Whoever has the link sees the progress, so share it only with people you trust.',
    phoneTitle: 'What stays on your phone',
    phone1: 'Unfinished texts, reports not sent yet, and your receipt numbers. Only on this phone; clear them under "My reports".',
    youTitle: 'You can',
    you1: 'add to, correct or withdraw your report at any time.',
    you2: 'ask who looked at your data, get a copy, or have it deleted: call your community office or tell your grid officer.',
  },
)
type Key = keyof (typeof privacyWords)['zh']

const parts: readonly { title: Key; lines: readonly Key[] }[] = [
  { title: 'keepTitle', lines: ['keep1', 'keep2', 'keep3'] },
  { title: 'notTitle', lines: ['not1', 'not2', 'not3'] },
  { title: 'whoTitle', lines: ['who1', 'who2', 'who3', 'who4'] },
  { title: 'phoneTitle', lines: ['phone1'] },
  { title: 'youTitle', lines: ['you1', 'you2'] },
]

export default function PrivacyPage() {
  const t = useWords(privacyWords)
  return (
    <Page title={t('title')} back="/" lead={t('lead')}>
      {parts.map(({ title, lines }) => (
        <Section key={title} title={t(title)}>
          <ul className="plain-list">
            {lines.map((line) => (
              <li key={line}>{t(line)}</li>
            ))}
          </ul>
        </Section>
      ))}
    </Page>
  )
}
