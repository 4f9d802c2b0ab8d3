import { describe, expect, it } from 'vitest'
import { buildingLabel, codeIn } from './chosen-place.ts'

describe('a scanned or typed code', () => {
  it.each([
    ['https://ejia.example/b/Ab3_xY-9', 'Ab3_xY-9'],
    ['http://192.168.1.5:3000/b/Ab3xY9?from=door', 'Ab3xY9'],
    [' Ab3xY9 ', 'Ab3xY9'],
    ['https://elsewhere.example/menu', null],
    ['https://ejia.example/b/', null],
    ['ab c', null],
    ['', null],
  ])('%s', (scanned, code) => expect(codeIn(scanned)).toBe(code))
})

describe('the label of a building', () => {
  it.each([
    [{ name: '3号楼', address: '荷塘里小区' }, '荷塘里小区 3号楼'],
    [{ name: '3号楼', address: '荷塘里小区3号楼' }, '荷塘里小区3号楼'],
    [{ name: '荷塘里小区3号楼', address: '荷塘里小区' }, '荷塘里小区3号楼'],
    [{ name: '3号楼', address: '' }, '3号楼'],
  ])('%o', (building, label) => expect(buildingLabel(building)).toBe(label))
})
