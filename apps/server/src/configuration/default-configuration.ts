import type { Category, Configuration } from '@ejia/contract/configuration.ts'
import type { RequestKind } from '@ejia/contract/requests.ts'

/** What a new subdistrict starts with; every value is a default of field.md and meant to be edited. */

type Leaf = readonly [id: string, zh: string, en: string, picture: string, kind: RequestKind]
const groups: readonly (readonly [id: string, zh: string, en: string, picture: string, leaves: readonly Leaf[]])[] = [
  [
    'environment',
    '环境卫生',
    'Cleanliness',
    'broom',
    [
      ['rubbish', '垃圾堆放', 'Rubbish', 'bin', 'complaint'],
      ['pets', '宠物与鸽粪', 'Pets and pigeons', 'paw', 'dispute'],
      ['smoke', '油烟异味', 'Smoke and smells', 'smoke', 'complaint'],
      ['greening', '树木绿化', 'Trees and green', 'tree', 'help'],
    ],
  ],
  [
    'building',
    '房屋设施',
    'Building',
    'house',
    [
      ['door', '单元门与门禁', 'Entrance doors', 'door', 'help'],
      ['lamp', '楼道灯', 'Stairwell lights', 'lamp', 'help'],
      ['water', '漏水堵水', 'Leaks and drains', 'water', 'help'],
      ['lift', '电梯', 'Lift', 'lift', 'help'],
      ['heating', '供暖供气', 'Heating and gas', 'flame', 'help'],
    ],
  ],
  [
    'neighbours',
    '邻里关系',
    'Neighbours',
    'people',
    [
      ['noise', '噪音扰民', 'Noise', 'sound', 'dispute'],
      ['renovation', '装修施工', 'Renovation', 'hammer', 'dispute'],
      ['sharedSpace', '楼道占用', 'Blocked hallway', 'boxes', 'dispute'],
    ],
  ],
  [
    'safety',
    '安全隐患',
    'Safety',
    'shield',
    [
      ['fire', '消防与飞线充电', 'Fire and charging', 'fire', 'tipOff'],
      ['parking', '停车与交通', 'Parking and traffic', 'car', 'complaint'],
      ['falling', '高空坠物', 'Falling objects', 'falling', 'tipOff'],
    ],
  ],
  [
    'services',
    '便民服务',
    'Services',
    'heart',
    [
      ['elderly', '老人帮扶', 'Help for elders', 'cane', 'serviceNeed'],
      ['haircut', '理发等便民需求', 'Haircuts and the like', 'scissors', 'serviceNeed'],
      ['policy', '政策咨询', 'Asking about rules', 'question', 'inquiry'],
    ],
  ],
  [
    'others',
    '其他',
    'Other',
    'other',
    [
      ['suggestion', '意见建议', 'A suggestion', 'bulb', 'suggestion'],
      ['other', '其他问题', 'Something else', 'other', 'help'],
    ],
  ],
]

const categories: Category[] = groups.flatMap(([groupId, zh, en, picture, leaves]) => [
  { id: groupId, parentId: null, name: { zh, en }, hint: null, picture, kind: 'help' as const, offered: true },
  ...leaves.map(([id, leafZh, leafEn, leafPicture, kind]) => ({
    id,
    parentId: groupId,
    name: { zh: leafZh, en: leafEn },
    hint: null,
    picture: leafPicture,
    kind,
    offered: true,
  })),
])

export const defaultConfiguration: Configuration = {
  categories: { categories },
  limits: {
    longestExtensionDays: 30,
    rules: [
      { category: null, milestone: 'firstContact', limit: { amount: 2, unit: 'workingHours' }, amberShare: 0.25 },
      { category: null, milestone: 'answer', limit: { amount: 5, unit: 'workingDays' }, amberShare: 0.2 },
      { category: 'policy', milestone: 'answer', limit: { amount: 2, unit: 'workingDays' }, amberShare: 0.25 },
      { category: 'fire', milestone: 'firstContact', limit: { amount: 1, unit: 'calendarHours' }, amberShare: 0.5 },
      { category: 'fire', milestone: 'answer', limit: { amount: 2, unit: 'workingDays' }, amberShare: 0.25 },
      { category: 'lift', milestone: 'firstContact', limit: { amount: 1, unit: 'calendarHours' }, amberShare: 0.5 },
      { category: 'renovation', milestone: 'answer', limit: { amount: 10, unit: 'workingDays' }, amberShare: 0.2 },
    ],
  },
  duties: {
    rules: [
      { category: null, duty: 'core', unitId: null },
      { category: 'smoke', duty: 'supporting', unitId: null },
      { category: 'fire', duty: 'supporting', unitId: null },
      { category: 'parking', duty: 'supporting', unitId: null },
      { category: 'heating', duty: 'supporting', unitId: null },
    ],
  },
  routing: { autoDispatchByDefault: true, rules: [] },
  templates: {
    templates: [
      {
        id: 'on-the-way',
        name: '已收到，马上去看',
        categories: [],
        move: 'acknowledge',
        text: '您好，我是您的网格员，已经收到您反映的问题，今天会到现场查看，有进展马上告诉您。',
      },
      {
        id: 'solved-on-site',
        name: '现场已解决',
        categories: [],
        move: 'answer',
        text: '您好，您反映的问题我们已到现场处理完毕。如果还有没解决好的地方，请直接点“没解决”，我们再来。',
      },
      { id: 'explained', name: '说明情况', categories: [], move: 'answer', text: '您好，您反映的情况我们核实过了，具体是这样的：' },
      { id: 'not-ours', name: '请到主管部门', categories: [], move: 'decline', text: '您好，这件事不在社区能办理的范围内，我们已把办理的地方和电话写在下面。' },
      { id: 'needs-time', name: '暂时不能解决', categories: [], move: 'defer', text: '您好，这件事眼下还不具备条件，我们把原因写清楚，并约定日期再来看。' },
    ],
  },
  calendar: {
    hours: [
      { from: '09:00', to: '12:00' },
      { from: '13:30', to: '17:30' },
    ],
    extraHolidays: [],
    extraWorkingDays: [],
  },
  whistles: {
    checkIn: {
      residentsUrge: { amount: 1, unit: 'workingDays' },
      jointEnforcement: { amount: 4, unit: 'workingHours' },
      emergency: { amount: 30, unit: 'minutes' },
    },
    whole: {
      residentsUrge: { amount: 10, unit: 'workingDays' },
      jointEnforcement: { amount: 10, unit: 'workingDays' },
      emergency: { amount: 2, unit: 'workingDays' },
    },
    amberShare: 0.25,
    emergencyNeedsApproval: false,
  },
  escalations: {
    limits: {
      community: { amount: 2, unit: 'workingDays' },
      subdistrict: { amount: 3, unit: 'workingDays' },
      district: { amount: 5, unit: 'workingDays' },
    },
    amberShare: 0.25,
  },
  messages: { quietFrom: '20:00', quietTo: '08:00', digestAt: '08:30' },
  meetings: {
    everyDays: 14,
    invitedRoles: ['partyInstructor'],
    fullTimeOnly: true,
    agendaDays: 3,
    quorumPercent: 67,
    passPercent: 50,
    confirmDays: 3,
    remindDays: 2,
  },
  service: {
    hotline: '12345',
    phones: [
      { name: { zh: '政务服务便民热线', en: 'City hotline' }, number: '12345' },
      { name: { zh: '火警', en: 'Fire' }, number: '119' },
      { name: { zh: '报警', en: 'Police' }, number: '110' },
      { name: { zh: '急救', en: 'Ambulance' }, number: '120' },
    ],
    guides: [
      {
        title: { zh: '怎样反映问题', en: 'How to report' },
        text: {
          zh: '点“报告问题”，选一张图，写一句话就行；不会打字可以用键盘上的话筒说。也可以打电话，或请网格员、邻居、子女代办。',
          en: 'Tap “Report”, choose a picture, write a line. The microphone of your keyboard types for you. You may also phone, or ask your grid officer, a neighbour or your children.',
        },
      },
      {
        title: { zh: '多久有人回复', en: 'When will I hear' },
        text: {
          zh: '工作时间两小时内有人联系，一般五个工作日内答复；到期没办完会告诉您原因和新的日期。',
          en: 'Within two working hours somebody makes contact; an answer usually takes up to five working days. If it takes longer you are told why and until when.',
        },
      },
    ],
    expectedAnswer: { zh: '工作时间两小时内联系您，一般五个工作日内答复', en: 'Contact within two working hours, an answer usually within five working days' },
  },
}
