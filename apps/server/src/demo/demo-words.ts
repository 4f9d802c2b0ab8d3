import type { RequestKind } from '@ejia/contract/requests.ts'

/** What people of the demo write and are told. Fictional. */
export type DemoStory = { category: string; kind: RequestKind; texts: readonly string[]; answers: readonly string[]; picture: string }

export const demoStories: readonly DemoStory[] = [
  {
    category: 'door',
    kind: 'help',
    picture: 'door',
    texts: ['单元门关不严，风一吹就开，晚上不放心。', '门禁刷卡没反应，老人进不了门。', '楼下大门合页坏了，关门声音特别响。'],
    answers: ['已请有手艺的党员到现场修好合页，门能关严了。', '门禁控制器已更换，请您再刷一次卡试试。'],
  },
  {
    category: 'lamp',
    kind: 'help',
    picture: 'lamp',
    texts: ['三楼到四楼的楼道灯不亮，老人上下楼看不清。', '楼道声控灯坏了半个月了。', '单元门口的灯一闪一闪的。'],
    answers: ['楼道灯泡和声控开关已换好，今晚可以看看亮不亮。', '物业已更换灯具，感谢您提醒。'],
  },
  {
    category: 'rubbish',
    kind: 'complaint',
    picture: 'bin',
    texts: ['楼后面堆了装修垃圾，好几天没人拉。', '垃圾桶满了没及时清，味道很大。', '有人把旧沙发扔在单元门口。'],
    answers: ['已联系清运车拉走，并在楼道贴了大件垃圾投放点提示。', '已增加一次下午清运，桶也冲洗过了。'],
  },
  {
    category: 'water',
    kind: 'help',
    picture: 'water',
    texts: ['地下室返水，楼梯口都湿了。', '厨房下水慢，物业通过一次又堵了。', '楼顶漏水，一下雨屋里就滴。'],
    answers: ['管道已疏通并清掏检查井，请再观察两天。', '屋面防水已修补，下次下雨我们再来看一次。'],
  },
  {
    category: 'noise',
    kind: 'dispute',
    picture: 'sound',
    texts: ['楼上晚上十点以后还有拖桌椅的声音。', '楼下广场舞音响太大，孩子没法写作业。', '邻居家空调外机响得厉害，睡不好。'],
    answers: ['已和邻居沟通，桌椅加了脚垫，约定九点半后不再搬动。', '和队长商量好音量和时间，晚八点半结束。'],
  },
  {
    category: 'renovation',
    kind: 'dispute',
    picture: 'hammer',
    texts: ['楼上中午还在装修，老人没法午休。', '装修的灰把楼道弄得很脏。'],
    answers: ['装修户已承诺只在上午八点到十二点、下午两点到六点施工，并每天打扫楼道。'],
  },
  {
    category: 'sharedSpace',
    kind: 'dispute',
    picture: 'boxes',
    texts: ['楼道里堆了很多纸箱，怕着火也挡路。', '有人把鞋柜放在公共过道。'],
    answers: ['已上门说明消防要求，杂物当天搬走了。'],
  },
  {
    category: 'parking',
    kind: 'complaint',
    picture: 'car',
    texts: ['消防通道被占着停车，有事救护车进不来。', '小区门口乱停车，接送孩子很危险。'],
    answers: ['车主已挪车，通道重新划线，晚间安排巡看。'],
  },
  {
    category: 'greening',
    kind: 'help',
    picture: 'tree',
    texts: ['窗前大树枝挡光，刮风还敲玻璃。', '花坛里的树枯了，怕倒下来。'],
    answers: ['园林工人已修剪，枯枝也清走了。'],
  },
  {
    category: 'smoke',
    kind: 'complaint',
    picture: 'smoke',
    texts: ['一楼饭店的油烟直接往院里排，开不了窗。', '烧烤摊烟大，晚上呛得睡不着。'],
    answers: ['饭店已清洗并更换油烟净化装置，执法队复查合格。'],
  },
  {
    category: 'pets',
    kind: 'dispute',
    picture: 'paw',
    texts: ['阳台晾衣架上经常有鸽子粪，没法晒被子。', '有人遛狗不牵绳，孩子害怕。'],
    answers: ['养鸽住户已改装鸽笼，加了接粪板，双方说好了。', '已和养犬人谈过，也在楼下加了提示牌。'],
  },
  {
    category: 'elderly',
    kind: 'serviceNeed',
    picture: 'cane',
    texts: ['母亲一个人住，想请人定期上门看看。', '老人腿脚不便，想问能不能帮忙代买药。'],
    answers: ['已安排邻里结对，每周二、周五上门，电话也留好了。'],
  },
  {
    category: 'haircut',
    kind: 'serviceNeed',
    picture: 'scissors',
    texts: ['以前街边理发的师傅不来了，几个老人都没地方理发。', '行动不便，想请理发师傅上门。'],
    answers: ['本月便民理发活动已给您登记，当天有人来接。'],
  },
  {
    category: 'policy',
    kind: 'inquiry',
    picture: 'question',
    texts: ['想问高龄津贴怎么申请，要带什么材料？', '居住证快到期了，在哪里续？'],
    answers: ['带身份证和户口本到社区一楼窗口即可，也可以请网格员上门代办。'],
  },
  {
    category: 'lift',
    kind: 'help',
    picture: 'lift',
    texts: ['电梯经常停在五楼不动。', '电梯按钮坏了两个。'],
    answers: ['维保单位已更换门机部件，试运行两天正常。'],
  },
  {
    category: 'suggestion',
    kind: 'suggestion',
    picture: 'bulb',
    texts: ['建议在楼下放两把长椅，老人晒太阳有地方坐。', '希望小花园加一盏灯。'],
    answers: ['居民议事会已通过，两把长椅本周装好。'],
  },
]

export const acknowledgements = [
  '您好，我是您的网格员，已经收到，今天下班前到现场看看。',
  '收到了，我正在联系相关的人，有消息马上告诉您。',
  '您反映的情况我记下了，明天上午上门。',
]
export const declineWords = {
  told: '您好，这件事由不动产登记机构办理，社区没有权限，我们替您问清了材料。',
  whereToGo: '区政务服务大厅二楼 12 号窗口，电话 0990-8800012，带身份证和购房合同。',
}
export const deferWords = '您好，加装电梯需要全单元书面同意，目前还差两户。我们会继续做工作，到约定日期再向您说明。'
export const ratingWords = ['处理得很快，谢谢！', '网格员很耐心。', '', '解决了，希望以后不再坏。', '挺好的', '']
export const demoNotices = [
  {
    title: '周六上午便民理发，老人优先',
    body: '本周六上午九点到十一点，春和社区小广场免费理发，可请邻居、子女或网格员代报名。\n现场有人接送行动不便的老人，请提前打社区电话。',
  },
  { title: '冬季供暖测温上门', body: '从下周一起，网格员配合供暖单位入户测温。不想开门也没关系，打电话告诉我们温度就行。' },
  { title: '电动车请不要推上楼充电', body: '各楼已经新增楼下充电位，扫码即用。发现飞线充电请随时告诉我们，可以匿名。' },
  { title: '停水通知：向阳社区周三 9:00—15:00', body: '因管网检修，向阳社区周三白天停水，请提前接水。15 点前恢复，有变化会再通知。' },
]
