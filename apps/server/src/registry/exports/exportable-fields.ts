import { ExportField } from '@ejia/contract/exports.ts'
import { DataPurpose } from '@ejia/contract/registry.ts'
import { personFields } from '../data-dictionary.ts'

/** By the data dictionary: what never leaves is not offered, and each field only for a purpose it is kept for. */
export function exportableFields(purpose: DataPurpose): ExportField[] {
  return ExportField.options.filter((field) => personFields[field].exported !== 'never' && personFields[field].purposes.includes(purpose))
}

export const allExportableFields = () =>
  DataPurpose.options.map((purpose) => ({ purpose, fields: exportableFields(purpose) })).filter((one) => one.fields.length > 0)
