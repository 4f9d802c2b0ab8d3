import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Done, Id, Instant, queryBoolean, queryInteger, words } from './shapes.ts'

/** What staff are told of. The sentence of each stands in the dictionary; it carries a number or a public title, never a person. */
export const StaffMessageKind = z.enum([
  'whistleToApprove',
  'emergencyToApprove',
  'whistleToSummon',
  'emergencyToSummon',
  'summoned',
  'emergencySummoned',
  'checkInReminded',
  'whistleSupervised',
  'objectionToSettle',
  'appealToSettle',
  'objectionSettled',
  'taskGiven',
  'whistleToRate',
  'whistleDeclined',
  'whistleRecalled',
  'notSolved',
  'reviewDue',
  'limitNear',
  'limitOver',
  'limitsTurned',
  'captainAnswered',
  'promiseGiven',
  'promiseDue',
  'promiseOver',
  'escalationRaised',
  'escalationDecided',
  'escalationReturned',
  'escalationTakenOver',
  'escalationPassedUp',
  'leaveAsked',
  'leaveDecided',
  'coverGiven',
  'handoverWaits',
  'nominationRaised',
  'secondmentMoved',
  'agendaAnnounced',
  'meetingCalledOff',
  'minutesToConfirm',
  'topicTaken',
  'topicDeclined',
  'topicPostponed',
  'decisionGiven',
  'decisionsPassedOn',
  'decisionDue',
  'decisionToSignOff',
  'decisionSentBack',
  'decisionSignedOff',
])
export type StaffMessageKind = z.infer<typeof StaffMessageKind>

/** Ways out of the house; the inbox in the console is always there besides. */
export const DeliveryChannel = z.enum(['sms', 'wecom', 'email'])
export type DeliveryChannel = z.infer<typeof DeliveryChannel>

export const StaffMessage = z.object({
  id: Id,
  kind: StaffMessageKind,
  /** A receipt number, the number of a whistle, a public title, a count. */
  about: z.string(),
  /** A page of the console. */
  link: z.string(),
  urgent: z.boolean(),
  at: Instant,
  readAt: Instant.nullable(),
})
export type StaffMessage = z.infer<typeof StaffMessage>

export const Delivery = z.object({
  channel: DeliveryChannel,
  /** False: the deployment has no such gateway; what is set is kept, nothing is sent. */
  available: z.boolean(),
  /** The address, masked; null while none is set. */
  address: z.string().nullable(),
  wanted: z.boolean(),
  /** An address counts once its owner typed the code sent there, or the office set it. */
  provedAt: Instant.nullable(),
  setByOffice: z.boolean(),
})
export type Delivery = z.infer<typeof Delivery>

const address = words(120)
const tags = ['messages']
export const messagesContract = {
  list: endpoint
    .route({ method: 'GET', path: '/my-messages', summary: 'What I was told, newest first, and how much of it is unread', tags })
    .meta({ action: 'message.own' })
    .input(z.strictObject({ unread: queryBoolean.optional(), after: z.string().max(200).optional(), limit: queryInteger(1, 100).optional() }))
    .output(z.object({ rows: z.array(StaffMessage), unread: z.number().int(), next: z.string().nullable() })),
  read: endpoint
    .route({ method: 'POST', path: '/my-messages/read', summary: 'Mark some of my messages, or all up to now, as read', tags })
    .meta({ action: 'message.own', idempotency: 'optional' })
    .input(z.strictObject({ ids: z.array(Id).min(1).max(100).optional() }))
    .output(z.object({ unread: z.number().int() })),
  delivery: endpoint
    .route({ method: 'GET', path: '/my-delivery', summary: 'How messages reach me besides the inbox, and when', tags })
    .meta({ action: 'message.own' })
    .output(z.object({ channels: z.array(Delivery), quietFrom: z.string(), quietTo: z.string(), digestAt: z.string() })),
  setDelivery: endpoint
    .route({ method: 'PUT', path: '/my-delivery/{channel}', summary: 'Switch a way on or off, or give an address, to which a code is sent', tags })
    .meta({ action: 'message.own', idempotency: 'optional', errors: ['rate_limited'] })
    .input(z.strictObject({ channel: DeliveryChannel, address: address.optional(), wanted: z.boolean() }))
    .output(Delivery.extend({ demoCode: z.string().nullable() })),
  prove: endpoint
    .route({ method: 'POST', path: '/my-delivery/{channel}/code', summary: 'Prove an address by the code sent there', tags })
    .meta({ action: 'message.own', idempotency: 'none' })
    .input(z.strictObject({ channel: DeliveryChannel, code: z.string().regex(/^\d{6}$/) }))
    .output(Delivery),
  deliveryOf: endpoint
    .route({ method: 'GET', path: '/accounts/{accountId}/delivery', summary: 'The ways a colleague is reached, masked', tags })
    .meta({ action: 'account.invite' })
    .input(z.strictObject({ accountId: Id }))
    .output(z.object({ channels: z.array(Delivery) })),
  setDeliveryOf: endpoint
    .route({ method: 'PUT', path: '/accounts/{accountId}/delivery/{channel}', summary: 'Set the address of a colleague, or take it away', tags })
    .meta({ action: 'account.invite', idempotency: 'optional' })
    .input(z.strictObject({ accountId: Id, channel: DeliveryChannel, address: address.nullable() }))
    .output(Done),
}
