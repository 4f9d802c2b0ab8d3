import { words } from '../dictionary/words.ts'

export const uiWords = words(
  {
    loading: '正在加载……',
    retry: '重试',
    choose: '请选择',
    optional: '（可不填）',
    close: '关闭',
    cancel: '取消',
    brokenTitle: '这一页出了点问题',
    brokenText: '您填的内容还在。请重新加载；还不行就换个时间再试。',
    reload: '重新加载',
    firstContact: '首次联系',
    answer: '答复',
  },
  {
    loading: 'Loading…',
    retry: 'Try again',
    choose: 'Please choose',
    optional: '(optional)',
    close: 'Close',
    cancel: 'Cancel',
    brokenTitle: 'Something went wrong on this page',
    brokenText: 'What you typed is kept. Reload the page; if that does not help, try again later.',
    reload: 'Reload',
    firstContact: 'First contact',
    answer: 'Answer',
  },
)
