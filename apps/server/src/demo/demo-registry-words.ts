import type { CareGroup } from '@ejia/contract/registry.ts'

/** Fictional words of the demo's registry. */
export const careNeeds: Record<CareGroup, readonly string[]> = {
  aged80: ['下楼不便，买菜要人带', '耳朵背，敲门要久一些', '爱听人说话，常去坐坐', '记性不太好，提醒按时吃饭'],
  livingAlone: ['子女在外地，每周看一次', '晚上打个电话问平安', '灯泡、水龙头坏了要人换'],
  disabled: ['出门要轮椅，坡道要帮一把', '办证件希望上门'],
  lowIncome: ['冬天取暖要留意', '孩子上学要文具'],
  childInNeed: ['放学后没人接，社区照看'],
  bereaved: ['节日常去看看'],
  veteran: ['愿意给孩子们讲讲故事', '立功喜报已送到家'],
}

export const enterpriseTrades: readonly (readonly [industry: string, tail: string])[] = [
  ['制造业', '精密机械有限公司'],
  ['制造业', '食品有限公司'],
  ['软件和信息技术', '软件有限公司'],
  ['建筑业', '建筑工程有限公司'],
  ['批发业', '商贸有限公司'],
  ['物业管理', '物业服务有限公司'],
  ['物流仓储', '物流有限公司'],
  ['住宿业', '酒店有限公司'],
  ['教育培训', '教育咨询有限公司'],
  ['医疗健康', '医疗器械有限公司'],
]

export const shopTrades: readonly (readonly [count: number, industry: string, tail: string])[] = [
  [92, '餐饮', '面馆'],
  [54, '餐饮', '家常菜馆'],
  [70, '零售', '便利店'],
  [38, '零售', '鲜果店'],
  [22, '零售', '文具店'],
  [16, '理发美容', '理发店'],
  [24, '居民服务', '洗衣店'],
  [18, '维修', '家电维修部'],
  [14, '维修', '开锁修配店'],
  [20, '药品零售', '大药房'],
]

export const skills: readonly (readonly [count: number, title: string, detail: string])[] = [
  [5, '会理发', '党员，周末有空，可以到户外义剪。'],
  [1, '会理发（在部队学的）', '退役军人党员，剪平头最拿手，自带推子。'],
  [6, '会修门锁和合页', '党员，工具齐全，楼道门坏了可以叫。'],
  [5, '会修小家电', '电水壶、电风扇、收音机。'],
  [4, '会写毛笔字', '春节写春联。'],
  [4, '会心理疏导', '持证，愿意听人说说话。'],
  [3, '会手语', '可以陪同办事。'],
  [6, '能陪老人就医', '有车，提前一天说。'],
  [3, '会调解', '退休前做人民调解员。'],
]
