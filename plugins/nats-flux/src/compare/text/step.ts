import { ProcedureStep } from '../Consequence';

/** One step of a procedure. */
export function step(text: string, command?: string): ProcedureStep {
  return command === undefined ? { text } : { text, command };
}
